using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.MatchReview.Queue;

/// <summary>To whom a match is given.</summary>
/// <param name="Account">Id of the account, as <c>sub</c> of its tokens says; null for nobody. 1 to 200 visible ASCII characters.</param>
public sealed record AssignMatchRequest(string? Account);

/// <summary>Rules of <see cref="AssignMatchRequest"/>.</summary>
public sealed class AssignMatchRequestValidator : AbstractValidator<AssignMatchRequest>
{
    /// <summary>Sets the rules.</summary>
    public AssignMatchRequestValidator() =>
        RuleFor(a => a.Account).Optional(account => account!.Length is > 0 and <= 200 && account.All(c => c is > ' ' and <= '~'), "unknown_account", "The id of an account, as sub of its tokens says.");
}

/// <summary>
/// POST /v1/matches/{id}:assign: an operator gives a match to an account for Queue:AssignHours, or to nobody, whoever claims it. Accounts live in Identity, so one that
/// does not exist is not found out here: the match comes free again by the clock.
/// </summary>
public static class AssignMatch
{
    private const string UpdateAssigned = """
        update match set claimed_by = @Account, claimed_until = case when @Account::text is null then null else @Until end, assigned = @Account::text is not null where match_id = @Id
        returning match_id as MatchId, claimed_by as ClaimedBy, claimed_until as ClaimedUntil
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapAssignMatch(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/matches/{id:guid}:assign", Handle).WithName("AssignMatch").WithTags("Queue").Allow(Scopes.MatchesWrite, Roles.Operator).Validated<AssignMatchRequest>()
            .WithProblems(404, 409, 422);

    private static Task<Results<Ok<ClaimView>, ProblemHttpResult>> Handle(
        Guid id, AssignMatchRequest request, HttpContext http, Caller caller, IOptions<QueueOptions> options, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.RunOk<AssignMatchRequest, ClaimView>(
            http, request, transaction => Assign(transaction, id, request.Account, caller, clock.GetUtcNow().AddHours(options.Value.AssignHours).UtcDateTime, cancellation), cancellation);

    private static async Task<Results<Ok<ClaimView>, ProblemHttpResult>> Assign(NpgsqlTransaction transaction, Guid id, string? account, Caller caller, DateTime until, CancellationToken cancellation)
    {
        if ((await LockedMatch.Hold(transaction, [id], caller, cancellation)).SingleOrDefault() is not { } match)
        {
            return await LockedMatch.Missing(transaction, id, cancellation);
        }

        if (match.RefuseWork() is { } problem)
        {
            return problem;
        }

        if (match.Opinions > 0 && (await OpenOpinions.Of(transaction, [id], cancellation))[id].Any(opinion => opinion.Account == account))
        {
            return Problems.OpinionGiven();
        }

        var claim = await transaction.Connection!.QuerySingleAsync<ClaimView>(
            new CommandDefinition(UpdateAssigned, new { Id = id, Account = account, Until = until }, transaction, cancellationToken: cancellation));
        var detail = new System.Text.Json.Nodes.JsonObject { ["account"] = account ?? "nobody" };
        await AuditTrail.Record(transaction, AuditEntry.By(caller, "match.assigned", "match", $"{id}", detail: detail), cancellation);
        return TypedResults.Ok(claim);
    }
}
