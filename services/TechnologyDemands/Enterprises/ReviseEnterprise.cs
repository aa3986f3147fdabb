using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Matchmaking.TechnologyDemands.Demands;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Enterprises;

/// <summary>PUT /v1/enterprises/{creditCode}: changes an enterprise; its open demands are published anew, for they carry its name.</summary>
public static class ReviseEnterprise
{
    private const string SelectRevision = "select revision from enterprise where credit_code = @creditCode for update";

    private const string UpdateEnterprise = """
        update enterprise
        set name = @Name, region_code = @RegionCode, industry = @Industry, revision = revision + 1, updated_at = @Now
        where credit_code = @CreditCode
        returning credit_code as CreditCode, name as Name, region_code as RegionCode, industry as Industry, revision as Revision
        """;

    // Not only what stands published: the update waits for a draft that is being published at this moment, which read the old name.
    private const string RaiseOpenDemands = """
        update demand set revision = revision + 1, updated_at = @Now where enterprise_code = @CreditCode and status <> 'closed' returning demand_id
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapReviseEnterprise(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/enterprises/{creditCode}", Handle).WithName("ReviseEnterprise").WithTags("Enterprises").Allow(Scopes.DemandsWrite, Roles.Enterprise, Roles.Operator).Validated<EnterpriseForm>().WithProblems(404, 412, 428);

    private static async Task<Results<Ok<EnterpriseView>, ProblemHttpResult>> Handle(
        string creditCode, EnterpriseForm request, HttpContext http, CallerDatabase database, Caller caller, Outbox outbox, TimeProvider clock, CancellationToken cancellation)
    {
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
            return Problems.EnterpriseNotFound(creditCode);
        }

        if (Revisions.Refuse(http, revision.Value) is { } stale)
        {
            return stale;
        }

        var row = new { CreditCode = creditCode, request.Name, request.RegionCode, request.Industry, Now = clock.GetUtcNow() };
        var view = await connection.QuerySingleAsync<EnterpriseView>(new CommandDefinition(UpdateEnterprise, row, transaction, cancellationToken: cancellation));
        var open = await connection.QueryAsync<Guid>(new CommandDefinition(RaiseOpenDemands, row, transaction, cancellationToken: cancellation));
        await DemandEvents.Announce(transaction, [.. open], row.Now, cancellation);
        await AuditTrail.Record(transaction, AuditEntry.By(caller, "enterprise.revised", "enterprise", creditCode, view.Revision) with { Organisations = [creditCode, caller.Organisation] }, cancellation);
        await outbox.Commit(transaction, cancellation);
        Revisions.SetETag(http, view.Revision);
        return TypedResults.Ok(view);
    }
}
