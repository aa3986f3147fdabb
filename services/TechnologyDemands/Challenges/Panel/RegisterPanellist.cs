using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges.Panel;

/// <summary>Somebody who may be drawn into panels.</summary>
/// <param name="Organisation">Credit code of the organisation of the account.</param>
/// <param name="Fields">Codes of the fields, up to 10.</param>
/// <param name="FromIndustry">Counts for the quota of industry.</param>
/// <param name="Active">False keeps the account out of later draws.</param>
public sealed record PanellistForm(string? Organisation, IReadOnlyList<string>? Fields, bool? FromIndustry, bool? Active);

/// <summary>Rules of <see cref="PanellistForm"/>.</summary>
public sealed class PanellistFormValidator : AbstractValidator<PanellistForm>
{
    /// <summary>Sets the rules.</summary>
    public PanellistFormValidator()
    {
        RuleFor(p => p.Organisation).Required(CreditCode.IsValid, "invalid_credit_code", CreditCode.Rule);
        this.EachOf(p => p.Fields, 0, 10, TechnologyFields.IsValid, "unknown_field_code", TechnologyFields.Rule);
        RuleFor(p => p.FromIndustry).NotNull();
        RuleFor(p => p.Active).NotNull();
    }
}

/// <summary>A panellist as the bureau sees it.</summary>
/// <param name="Account">As tokens name it.</param>
/// <param name="Organisation">Credit code.</param>
/// <param name="Fields">Codes of the fields.</param>
/// <param name="FromIndustry">Counts for the quota of industry.</param>
/// <param name="Active">May be drawn.</param>
/// <param name="Revision">Also the ETag.</param>
public sealed record PanellistView(string Account, string Organisation, IReadOnlyList<string> Fields, bool FromIndustry, bool Active, long Revision);

/// <summary>PUT /v1/panellists/{account}: registers somebody for panels (评审专家库), or changes what is known; a change needs If-Match.</summary>
public static class RegisterPanellist
{
    private const string SelectRevision = "select revision from panellist where account = @account for update";

    private const string UpsertPanellist = """
        insert into panellist (account, organisation, fields, from_industry, active, revision, updated_at) values (@account, @Organisation, @Fields, @FromIndustry, @Active, 1, @Now)
        on conflict on constraint panellist_once do update
        set organisation = excluded.organisation, fields = excluded.fields, from_industry = excluded.from_industry, active = excluded.active, revision = panellist.revision + 1, updated_at = excluded.updated_at
        returning revision
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapRegisterPanellist(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/panellists/{account}", Handle).WithName("RegisterPanellist").WithTags("Panel").Allow(Scopes.ChallengesManage, Roles.Reviewer, Roles.Operator).Validated<PanellistForm>().WithProblems(412, 428);

    private static async Task<Results<Ok<PanellistView>, ProblemHttpResult>> Handle(
        string account, PanellistForm request, HttpContext http, CallerDatabase database, Outbox outbox, Caller caller, TimeProvider clock, CancellationToken cancellation)
    {
        if (!IsAccount(account))
        {
            return ApiProblem.Invalid400(new FieldError("account", "invalid_account", "An account is named as tokens name it: 1 to 100 letters, digits, dots, dashes and underlines."));
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var stands = await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(SelectRevision, new { account }, transaction, cancellationToken: cancellation));
        if (stands is not null && Revisions.Refuse(http, stands.Value) is { } stale)
        {
            return stale;
        }

        string[] fields = [.. request.Fields ?? []];
        var revision = await connection.QuerySingleAsync<long>(new CommandDefinition(
            UpsertPanellist, new { account, request.Organisation, Fields = fields, request.FromIndustry, request.Active, Now = clock.GetUtcNow() }, transaction, cancellationToken: cancellation));
        await AuditTrail.Record(transaction, AuditEntry.By(caller, "panellist.registered", "panellist", account, revision), cancellation);
        await outbox.Commit(transaction, cancellation);
        Revisions.SetETag(http, revision);
        return TypedResults.Ok(new PanellistView(account, request.Organisation!, fields, request.FromIndustry!.Value, request.Active!.Value, revision));
    }

    /// <summary>True for what a token may name.</summary>
    internal static bool IsAccount(string account) => account.Length is >= 1 and <= 100 && account.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');
}
