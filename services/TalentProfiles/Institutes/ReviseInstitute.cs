using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Matchmaking.TalentProfiles.Experts;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles.Institutes;

/// <summary>PUT /v1/institutes/{creditCode}: changes an institute; its active experts are published anew, for their profiles carry its name and seat.</summary>
public static class ReviseInstitute
{
    // for update, not for no key update: an expert being registered holds the institute's key, so a rename waits for that expert
    // and announces it too, and an expert registered after it already reads the new name.
    private const string SelectRevision = "select revision from institute where credit_code = @creditCode for update";

    private const string UpdateInstitute = """
        update institute
        set name = @Name, region_code = @RegionCode, kind = @Kind, introduction = @Introduction, revision = revision + 1, updated_at = @Now
        where credit_code = @CreditCode
        returning credit_code as CreditCode, name as Name, region_code as RegionCode, kind as Kind, introduction as Introduction, revision as Revision
        """;

    private const string RaiseActiveExperts = """
        update expert set revision = revision + 1, updated_at = @Now where institute_code = @CreditCode and withdrawn_at is null returning expert_id
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapReviseInstitute(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/institutes/{creditCode}", Handle).WithName("ReviseInstitute").WithTags("Institutes").Allow(Scopes.ExpertsWrite, Roles.Institute, Roles.Operator).Validated<InstituteForm>().WithProblems(404, 412, 428);

    private static async Task<Results<Ok<InstituteView>, ProblemHttpResult>> Handle(
        string creditCode, InstituteForm request, HttpContext http, CallerDatabase database, Caller caller, Outbox outbox, TimeProvider clock, CancellationToken cancellation)
    {
        if (!CreditCode.IsValid(creditCode))
        {
            return Problems.InstituteNotFound(creditCode);
        }

        if (request.CreditCode != creditCode)
        {
            return SharedProblems.CreditCodeFixed();
        }

        if (!caller.ActsFor(creditCode))
        {
            return SharedProblems.NotYours("creditCode");
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var revision = await connection.QuerySingleOrDefaultAsync<long?>(new CommandDefinition(SelectRevision, new { creditCode }, transaction, cancellationToken: cancellation));
        if (revision is null)
        {
            return Problems.InstituteNotFound(creditCode);
        }

        if (Revisions.Refuse(http, revision.Value) is { } stale)
        {
            return stale;
        }

        var row = new { CreditCode = creditCode, request.Name, request.RegionCode, request.Kind, request.Introduction, Now = clock.GetUtcNow() };
        var view = await connection.QuerySingleAsync<InstituteView>(new CommandDefinition(UpdateInstitute, row, transaction, cancellationToken: cancellation));
        var active = await connection.QueryAsync<Guid>(new CommandDefinition(RaiseActiveExperts, row, transaction, cancellationToken: cancellation));
        await ExpertEvents.Announce(transaction, [.. active], row.Now, cancellation);
        await AuditTrail.Record(transaction, AuditEntry.By(caller, "institute.revised", "institute", creditCode, view.Revision) with { Organisations = [creditCode, caller.Organisation] }, cancellation);
        await outbox.Commit(transaction, cancellation);
        Revisions.SetETag(http, view.Revision);
        return TypedResults.Ok(view);
    }
}
