using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Contacts;
using Matchmaking.Contracts.Contacts;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Contacts;

/// <summary>The contact of a demand. Also an anonymous one names its enterprise here: whoever may talk to it may know it.</summary>
/// <param name="DemandId">The demand.</param>
/// <param name="EnterpriseCreditCode">The enterprise.</param>
/// <param name="Contact">As entered.</param>
/// <param name="MatchId">The match whose sides agreed; null for the enterprise itself and for an operator.</param>
public sealed record DemandContact(Guid DemandId, string EnterpriseCreditCode, ContactForm Contact, Guid? MatchId);

/// <summary>
/// GET /v1/demands/{id}/contact: to the enterprise, to an institute once both sides of a match of its expert have agreed, to an operator. Whenever somebody
/// else than the enterprise reads it, that is written down in the same transaction.
/// </summary>
public static class DiscloseContact
{
    private const string SelectOwn = """
        select d.enterprise_code as EnterpriseCode, c.box as Box, null::uuid as MatchId
        from demand d join demand_contact c using (demand_id) where d.demand_id = @id and (@Only::text is null or d.enterprise_code = @Only)
        """;

    // Without the demand itself, which an institute no longer sees once it is closed.
    private const string SelectGranted = """
        select g.enterprise_code as EnterpriseCode, c.box as Box, g.match_id as MatchId
        from contact_grant g join demand_contact c using (demand_id) where g.demand_id = @id and g.organisation = @Only and g.agreed
        order by g.updated_at desc, g.match_id limit 1
        """;

    private const string InsertDisclosure = """
        insert into contact_disclosure (disclosure_id, demand_id, match_id, organisation, account, disclosed_at)
        values (@DisclosureId, @id, @MatchId, @Organisation, @Subject, @Now)
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapDiscloseContact(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/demands/{id:guid}/contact", Handle).WithName("DiscloseDemandContact").WithTags("Contacts").Allow(Scopes.DemandsRead, Roles.Enterprise, Roles.Institute, Roles.Operator).WithReadProblems(404);

    private static async Task<Results<Ok<DemandContact>, ProblemHttpResult>> Handle(
        Guid id, HttpContext http, CallerDatabase database, ContactBox box, Caller caller, Outbox outbox, TimeProvider clock, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var who = new { id, Only = caller.OnlyOrganisation };
        var found = await connection.QuerySingleOrDefaultAsync<FoundRow>(new CommandDefinition(SelectOwn, who, transaction, cancellationToken: cancellation))
            ?? await connection.QuerySingleOrDefaultAsync<FoundRow>(new CommandDefinition(SelectGranted, who, transaction, cancellationToken: cancellation));
        if (found is null)
        {
            return Problems.ContactNotFound();
        }

        var contact = box.Open(id, found.Box);
        if (caller.Organisation != found.EnterpriseCode)
        {
            await WriteDown(transaction, id, found, caller, clock.GetUtcNow(), cancellation);
            await outbox.Commit(transaction, cancellation);
        }

        return TypedResults.Ok(new DemandContact(id, found.EnterpriseCode, contact, found.MatchId));
    }

    private static async Task WriteDown(NpgsqlTransaction transaction, Guid id, FoundRow found, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        var row = new { DisclosureId = Guid.CreateVersion7(now), id, found.MatchId, caller.Organisation, caller.Subject, Now = now };
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertDisclosure, row, transaction, cancellationToken: cancellation));
        if (found.MatchId is { } agreed)
        {
            await Outbox.Add(transaction, new ContactDisclosed(agreed, "institute", now, found.EnterpriseCode, id), cancellation);
        }

        var detail = found.MatchId is { } match ? new System.Text.Json.Nodes.JsonObject { ["match"] = $"{match}" } : null;
        await AuditTrail.Record(
            transaction, AuditEntry.By(caller, "contact.disclosed", "demand", $"{id}", detail: detail) with { Organisations = [found.EnterpriseCode, caller.Organisation] }, cancellation);
    }

    private sealed record FoundRow(string EnterpriseCode, string Box, Guid? MatchId);
}
