using System.Text.Json;
using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Challenges.Bids;
using Matchmaking.TechnologyDemands.Demands;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Challenges.Panel;

/// <summary>A bid as the panel reads it.</summary>
/// <param name="Letter">A, B, C and so on, in an order that the draw gave.</param>
/// <param name="Proposal">With names blacked out.</param>
/// <param name="PriceYuan">In yuan.</param>
/// <param name="Milestones">With names blacked out.</param>
public sealed record BlindBidView(string Letter, string Proposal, decimal PriceYuan, IReadOnlyList<MilestoneForm> Milestones);

/// <summary>What is to be scored.</summary>
/// <param name="ScoreUntil">Until when, UTC.</param>
/// <param name="HasScored">The caller has scored.</param>
/// <param name="Criteria">What is scored, 0 to 100 each, and how much it weighs out of 100.</param>
/// <param name="Bids">By their letters.</param>
public sealed record BlindBidsView(DateTime ScoreUntil, bool HasScored, IReadOnlyDictionary<string, int> Criteria, IReadOnlyList<BlindBidView> Bids);

/// <summary>A bid under its letter, as the database shows it to who has a seat.</summary>
internal sealed record BlindBidRow(string Letter, Guid BidId, string Proposal, decimal PriceYuan, string Milestones, string Criteria)
{
    private const string SelectBids = """
        select letter as Letter, bid_id as BidId, proposal as Proposal, price_yuan as PriceYuan, milestones::text as Milestones, criteria::text as Criteria from blind_bids(@ChallengeId)
        """;

    /// <summary>All of them.</summary>
    public static async Task<IReadOnlyList<BlindBidRow>> Of(NpgsqlConnection connection, NpgsqlTransaction? transaction, ChallengeRow row, CancellationToken cancellation) =>
        (await connection.QueryAsync<BlindBidRow>(new CommandDefinition(SelectBids, new { row.ChallengeId }, transaction, cancellationToken: cancellation))).AsList();

    /// <summary>The weights of the criteria.</summary>
    public Dictionary<string, int> Weights() => JsonSerializer.Deserialize<Dictionary<string, int>>(Criteria)!;
}

/// <summary>GET /v1/challenges/{id}/blind-bids: the bids for a member of the panel, without who bids.</summary>
public static class GetBlindBids
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapGetBlindBids(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/challenges/{id:guid}/blind-bids", Handle).WithName("GetBlindBids").WithTags("Panel").AllowAllRoles(Scopes.ChallengesScore).WithReadProblems(403, 404, 409);

    private static async Task<Results<Ok<BlindBidsView>, ProblemHttpResult>> Handle(Guid id, HttpContext http, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (await ChallengeRow.Find(connection, null, id, cancellation) is not { } row)
        {
            return Problems.ChallengeNotFound(id);
        }

        if (await OwnSeat.Find(connection, null, row, caller, cancellation) is not { } seat)
        {
            return Problems.NotOnPanel();
        }

        var bids = await BlindBidRow.Of(connection, null, row, cancellation);
        http.Response.Headers.CacheControl = "no-store";
        return row.State != "scoring" ? Problems.ChallengeNotInState(row) : TypedResults.Ok(new BlindBidsView(
            seat.ScoreUntil, seat.Scores > 0, bids[0].Weights(),
            [.. bids.Select(bid => new BlindBidView(bid.Letter, bid.Proposal, bid.PriceYuan, JsonSerializer.Deserialize<IReadOnlyList<MilestoneForm>>(bid.Milestones, DemandRow.Json)!))]));
    }
}
