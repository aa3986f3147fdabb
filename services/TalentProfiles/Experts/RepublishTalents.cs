using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TalentProfiles.Experts;

/// <summary>
/// POST /v1/operations/republish-talents: announces every active expert again at the present revision, for a follower that lost its
/// database or came later. Followers that have the revision ignore it.
/// </summary>
public static class RepublishTalents
{
    private const int Page = 200;

    private const string SelectActive = """
        select expert_id from expert where withdrawn_at is null and expert_id > @After order by expert_id limit @Page
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapRepublishTalents(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/operations/republish-talents", Handle).WithName("RepublishTalents").WithTags("Operations").Allow(Scopes.Operations, Roles.Operator).Repeatable<string, Republished>();

    private static async Task<Ok<Republished>> Handle(NpgsqlDataSource database, Outbox outbox, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var (after, count) = (Guid.Empty, 0);
        while (true)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var ids = (await connection.QueryAsync<Guid>(
                new CommandDefinition(SelectActive, new { After = after, Page }, transaction, cancellationToken: cancellation))).AsList();
            if (ids.Count == 0)
            {
                return TypedResults.Ok(new Republished(count));
            }

            await ExpertEvents.Announce(transaction, ids, clock.GetUtcNow(), cancellation);
            await outbox.Commit(transaction, cancellation);
            (after, count) = (ids[^1], count + ids.Count);
        }
    }
}
