using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.TalentProfiles.Experts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles.Contacts;

/// <summary>
/// DELETE /v1/experts/{id}/contact: erases the contact. PUT cannot do that: a form without a contact leaves the one on file as it is, or whoever reads an
/// expert and sends it back would lose it.
/// </summary>
public static class RemoveContact
{
    // Followers are told nothing of contacts, so this is not announced.
    private const string RaiseRevision = "update expert set revision = revision + 1, updated_at = @now where expert_id = @id";

    /// <summary>Maps the endpoint.</summary>
    public static void MapRemoveContact(this IEndpointRouteBuilder routes) =>
        routes.MapDelete("/experts/{id:guid}/contact", Handle).WithName("RemoveExpertContact").WithTags("Contacts").Allow(Scopes.ExpertsWrite, Roles.Institute, Roles.Operator).WithReadProblems(404, 409, 412, 428);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id, HttpContext http, CallerDatabase database, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await ExpertRow.Hold(http, transaction, id, cancellation) is { } refused)
        {
            return refused;
        }

        if (!await ExpertContacts.Erase(transaction, id, cancellation))
        {
            return Problems.ContactNotFound();
        }

        await connection.ExecuteAsync(new CommandDefinition(RaiseRevision, new { id, now = clock.GetUtcNow() }, transaction, cancellationToken: cancellation));
        var expert = (await ExpertSnapshot.Read(connection, transaction, [id], cancellation))[0];
        await Acts.Record(transaction, Caller.Of(http), expert, "expert.contact_removed", cancellation);
        await transaction.CommitAsync(cancellation);
        Revisions.SetETag(http, expert.Revision);
        return TypedResults.NoContent();
    }
}
