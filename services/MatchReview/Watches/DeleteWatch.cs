using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.MatchReview.Watches;

/// <summary>DELETE /v1/watches/{id}: nothing more is told, and what fitted is forgotten.</summary>
public static class DeleteWatch
{
    private const string DeleteRow = "delete from watch where watch_id = @id";

    /// <summary>Maps the endpoint.</summary>
    public static void MapDeleteWatch(this IEndpointRouteBuilder routes) =>
        routes.MapDelete("/watches/{id:guid}", Handle).WithName("DeleteWatch").WithTags("Watches").Allow(Scopes.MatchesWrite, Roles.Enterprise, Roles.Institute).WithReadProblems(404);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(Guid id, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        await using var change = await database.BeginAsync(null, cancellation);
        if (await change.Transaction.Connection!.ExecuteAsync(new CommandDefinition(DeleteRow, new { id }, change.Transaction, cancellationToken: cancellation)) == 0)
        {
            return Problems.WatchNotFound(id);
        }

        await AuditTrail.Record(change.Transaction, AuditEntry.By(caller, "watch.deleted", "watch", $"{id}"), cancellation);
        await change.Transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
