using Dapper;
using Matchmaking.Access;
using Matchmaking.Contracts.Ranking;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Matchmaking.Ranking.State;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.Ranking;

/// <summary>
/// POST /v1/operations/republish-lists: tells the present list of every open demand again, as it was, for a follower that lost its database.
/// Who has it ignores it.
/// </summary>
public static class RepublishLists
{
    private const int Page = 200;

    private const string SelectLists = """
        select l.ranking_id as RankingId, l.demand_id as DemandId, l.demand_revision as DemandRevision, l.list_number as ListNumber,
               l.ranking_digest as RankingDigest, l.matches::text as Matches, l.abstention as Abstention, l.ranked_at as RankedAt
        from demand d join ranked_list l on l.demand_id = d.demand_id and l.list_number = d.list_number
        where d.demand is not null and d.demand_id > @After
        order by d.demand_id
        limit @Page
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapRepublishLists(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/operations/republish-lists", Handle).WithName("RepublishLists").WithTags("Operations").Allow(Scopes.Operations, Roles.Operator).Repeatable<string, Republished>();

    private static async Task<Ok<Republished>> Handle(NpgsqlDataSource database, Outbox outbox, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var (after, count) = (Guid.Empty, 0);
        while (true)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var lists = (await connection.QueryAsync<ListRow>(
                new CommandDefinition(SelectLists, new { After = after, Page }, transaction, cancellationToken: cancellation))).AsList();
            if (lists.Count == 0)
            {
                return TypedResults.Ok(new Republished(count));
            }

            foreach (var row in lists)
            {
                var matches = StoredJson.Read<List<RankedMatch>>(row.Matches);
                await Outbox.Add(
                    transaction,
                    new MatchesRanked(row.RankingId, row.DemandId, row.DemandRevision, row.ListNumber, row.RankingDigest, matches, row.Abstention, row.RankedAt),
                    cancellation);
            }

            await outbox.Commit(transaction, cancellation);
            (after, count) = (lists[^1].DemandId, count + lists.Count);
        }
    }

    private sealed record ListRow(
        Guid RankingId, Guid DemandId, long DemandRevision, long ListNumber, string RankingDigest, string Matches, string? Abstention, DateTime RankedAt);
}
