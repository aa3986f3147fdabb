using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.Ranking;

/// <summary>How many demands were marked.</summary>
public sealed record MarkedDemands(int Count);

/// <summary>
/// POST /v1/operations/rerank-demands: marks every open demand to be ranked again, for instance after a new version of the ranker was
/// deployed. <see cref="RefreshLists"/> does the work; lists that come out the same are not published again.
/// </summary>
public static class RerankDemands
{
    private const string MarkAll = """
        update demand set stale_xid = pg_current_xact_id()
        where demand_id in (select demand_id from demand where demand is not null order by demand_id for update)
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapRerankDemands(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/operations/rerank-demands", Handle).WithName("RerankDemands").WithTags("Operations").Allow(Scopes.Operations, Roles.Operator).Repeatable<string, MarkedDemands>();

    private static async Task<Ok<MarkedDemands>> Handle(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return TypedResults.Ok(new MarkedDemands(await Mark(connection, null, cancellation)));
    }

    /// <summary>Marks every open demand. Who claims a mark sees all that was committed with it.</summary>
    internal static Task<int> Mark(NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken cancellation) =>
        connection.ExecuteAsync(new CommandDefinition(MarkAll, transaction: transaction, cancellationToken: cancellation));
}
