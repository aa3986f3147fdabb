using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Contacts;
using Matchmaking.Contracts.Contacts;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TalentProfiles.Contacts;

/// <summary>The contact of an expert.</summary>
/// <param name="ExpertId">The expert.</param>
/// <param name="InstituteCreditCode">The institute.</param>
/// <param name="Contact">As entered.</param>
/// <param name="MatchId">The match whose sides agreed; null for the institute itself and for an operator.</param>
public sealed record ExpertContact(Guid ExpertId, string InstituteCreditCode, ContactForm Contact, Guid? MatchId);

/// <summary>
/// GET /v1/experts/{id}/contact: to the institute, to an enterprise once both sides of a match of its need have agreed and while the expert agrees to be matched, to an operator.
/// Whenever somebody else than the institute reads it, that is written down in the same transaction.
/// </summary>
public static class DiscloseContact
{
    private const string SelectOwn = """
        select e.institute_code as InstituteCode, c.box as Box, null::uuid as MatchId
        from expert e join expert_contact c using (expert_id) where e.expert_id = @id and (@Only::text is null or e.institute_code = @Only)
        """;

    private const string SelectGranted = """
        select e.institute_code as InstituteCode, c.box as Box, g.match_id as MatchId
        from contact_grant g join expert_contact c using (expert_id) join expert e using (expert_id)
        where g.expert_id = @id and g.organisation = @Only and g.agreed and e.consent and e.withdrawn_at is null
        order by g.updated_at desc, g.match_id limit 1
        """;

    private const string InsertDisclosure = """
        insert into contact_disclosure (disclosure_id, expert_id, match_id, organisation, account, disclosed_at)
        values (@DisclosureId, @id, @MatchId, @Organisation, @Subject, @Now)
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapDiscloseContact(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/experts/{id:guid}/contact", Handle).WithName("DiscloseExpertContact").WithTags("Contacts").Allow(Scopes.ExpertsRead, Roles.Enterprise, Roles.Institute, Roles.Operator).WithReadProblems(404);

    private static async Task<Results<Ok<ExpertContact>, ProblemHttpResult>> Handle(
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
        if (caller.Organisation != found.InstituteCode)
        {
            await WriteDown(transaction, id, found, caller, clock.GetUtcNow(), cancellation);
            await outbox.Commit(transaction, cancellation);
        }

        return TypedResults.Ok(new ExpertContact(id, found.InstituteCode, contact, found.MatchId));
    }

    private static async Task WriteDown(NpgsqlTransaction transaction, Guid id, FoundRow found, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        var row = new { DisclosureId = Guid.CreateVersion7(now), id, found.MatchId, caller.Organisation, caller.Subject, Now = now };
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertDisclosure, row, transaction, cancellationToken: cancellation));
        if (found.MatchId is { } agreed)
        {
            await Outbox.Add(transaction, new ContactDisclosed(agreed, "enterprise", now, found.InstituteCode, id), cancellation);
        }

        var detail = found.MatchId is { } match ? new System.Text.Json.Nodes.JsonObject { ["match"] = $"{match}" } : null;
        await AuditTrail.Record(
            transaction, AuditEntry.By(caller, "contact.disclosed", "expert", $"{id}", detail: detail) with { Organisations = [found.InstituteCode, caller.Organisation] }, cancellation);
    }

    private sealed record FoundRow(string InstituteCode, string Box, Guid? MatchId);
}
