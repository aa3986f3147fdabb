using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Demands;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Contacts;

/// <summary>
/// DELETE /v1/demands/{id}/contact: erases the contact, also of a closed demand. PUT cannot do that: a form without a contact leaves the one on file as it is, or
/// whoever reads a demand and sends it back would lose it.
/// </summary>
public static class RemoveContact
{
    private const string DeleteContact = "delete from demand_contact where demand_id = @id";

    // Followers are told nothing of contacts, so this is not announced.
    private const string RaiseRevision = $"update demand set revision = revision + 1, updated_at = @now where demand_id = @id returning {DemandRow.Columns}";

    /// <summary>Maps the endpoint.</summary>
    public static void MapRemoveContact(this IEndpointRouteBuilder routes) =>
        routes.MapDelete("/demands/{id:guid}/contact", Handle).WithName("RemoveDemandContact").WithTags("Contacts").Allow(Scopes.DemandsWrite, Roles.Enterprise, Roles.Operator).WithReadProblems(404, 412, 428);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id, HttpContext http, CallerDatabase database, Caller caller, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var before = await DemandRow.Lock(transaction, id, caller, cancellation);
        if (before is null)
        {
            return Problems.DemandNotFound(id);
        }

        if (Revisions.Refuse(http, before.Revision) is { } stale)
        {
            return stale;
        }

        if (await connection.ExecuteAsync(new CommandDefinition(DeleteContact, new { id }, transaction, cancellationToken: cancellation)) == 0)
        {
            return Problems.ContactNotFound();
        }

        var row = await connection.QuerySingleAsync<DemandRow>(new CommandDefinition(RaiseRevision, new { id, now = clock.GetUtcNow() }, transaction, cancellationToken: cancellation));
        await AuditTrail.Record(transaction, Acts.Of(caller, row, "demand.contact_removed"), cancellation);
        await transaction.CommitAsync(cancellation);
        Revisions.SetETag(http, row.Revision);
        return TypedResults.NoContent();
    }
}
