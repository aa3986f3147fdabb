using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Demands;

/// <summary>
/// POST /v1/operations/republish-demands: announces every published demand again at its present revision, for a follower that lost its
/// database or came later. Followers that have the revision ignore it.
/// </summary>
public static class RepublishDemands
{
    private const int Page = 500;

    private const string SelectPublished = """
        select demand_id from demand where status = 'published' and demand_id > @After order by demand_id limit @Page
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapRepublishDemands(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/operations/republish-demands", Handle).WithName("RepublishDemands").WithTags("Operations").Allow(Scopes.Operations, Roles.Operator).Repeatable<string, Republished>();

    private static async Task<Ok<Republished>> Handle(NpgsqlDataSource database, Outbox outbox, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var (after, count) = (Guid.Empty, 0);
        while (true)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var ids = (await connection.QueryAsync<Guid>(
                new CommandDefinition(SelectPublished, new { After = after, Page }, transaction, cancellationToken: cancellation))).AsList();
            if (ids.Count == 0)
            {
                return TypedResults.Ok(new Republished(count));
            }

            await DemandEvents.Announce(transaction, [.. ids], clock.GetUtcNow(), cancellation);
            await outbox.Commit(transaction, cancellation);
            (after, count) = (ids[^1], count + ids.Count);
        }
    }
}
