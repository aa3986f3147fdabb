using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges.Panel;

/// <summary>A conflict of interest with an organisation.</summary>
/// <param name="Organisation">Credit code.</param>
/// <param name="Reason">In words, 1 to 500 characters.</param>
public sealed record DeclareConflictRequest(string? Organisation, string? Reason);

/// <summary>Rules of <see cref="DeclareConflictRequest"/>.</summary>
public sealed class DeclareConflictRequestValidator : AbstractValidator<DeclareConflictRequest>
{
    /// <summary>Sets the rules.</summary>
    public DeclareConflictRequestValidator()
    {
        RuleFor(c => c.Organisation).Required(CreditCode.IsValid, "invalid_credit_code", CreditCode.Rule);
        RuleFor(c => c.Reason).NotEmpty().MaximumLength(500);
    }
}

/// <summary>A conflict as it stands.</summary>
/// <param name="Account">Of the panellist.</param>
/// <param name="Organisation">With whom.</param>
/// <param name="DeclaredAt">UTC.</param>
public sealed record ConflictView(string Account, string Organisation, DateTime DeclaredAt);

/// <summary>POST /v1/panellists/{account}/conflicts: declares a conflict of interest with an organisation, by the panellist or the bureau. It holds for all panels, also for one that is at work.</summary>
public static class DeclareConflict
{
    private const string SelectPanellist = "select count(*) from panellist where account = @account";

    private const string InsertConflict = """
        insert into panellist_conflict (account, organisation, reason, declared_by, at) values (@account, @Organisation, @Reason, @Subject, @Now)
        on conflict on constraint panellist_conflict_once do nothing
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapDeclareConflict(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/panellists/{account}/conflicts", Handle).WithName("DeclareConflict").WithTags("Panel").AllowAllRoles(Scopes.ChallengesScore).Validated<DeclareConflictRequest>().WithProblems(404, 422);

    private static Task<Results<Ok<ConflictView>, ProblemHttpResult>> Handle(
        string account, DeclareConflictRequest request, HttpContext http, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.RunOk<DeclareConflictRequest, ConflictView>(
            http,
            request,
            async transaction =>
            {
                // Of another organisation the database shows nobody; of the own one each speaks for themselves.
                var known = caller.IsBureau || caller.Subject == account
                    ? await transaction.Connection!.QuerySingleAsync<long>(new CommandDefinition(SelectPanellist, new { account }, transaction, cancellationToken: cancellation)) : 0;
                if (known == 0)
                {
                    return Problems.PanellistNotFound();
                }

                var now = clock.GetUtcNow();
                await transaction.Connection!.ExecuteAsync(
                    new CommandDefinition(InsertConflict, new { account, request.Organisation, request.Reason, caller.Subject, Now = now }, transaction, cancellationToken: cancellation));
                await AuditTrail.Record(transaction, AuditEntry.By(caller, "panellist.conflict_declared", "panellist", account, null, new() { ["organisation"] = request.Organisation }), cancellation);
                return TypedResults.Ok(new ConflictView(account, request.Organisation!, now.UtcDateTime));
            },
            cancellation);
}
