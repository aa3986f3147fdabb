using System.Text.Json;
using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges.Panel;

/// <summary>What one seat gave a bid.</summary>
/// <param name="Seat">Number of the seat; who sits there is not told here.</param>
/// <param name="Marks">0 to 100 for each criterion.</param>
/// <param name="Total">Of the marks by their weights, 0 to 100.</param>
/// <param name="Comment">In words; null for none.</param>
public sealed record SeatMarksView(int Seat, IReadOnlyDictionary<string, decimal> Marks, decimal Total, string? Comment);

/// <summary>What a panel gave a bid.</summary>
/// <param name="Round">Of the challenge.</param>
/// <param name="Letter">Under which the panel read the bid.</param>
/// <param name="BidId">The bid.</param>
/// <param name="Criteria">What was scored, and how much it weighs out of 100.</param>
/// <param name="Seats">Every seat of the panel that ranked the bid, by number.</param>
public sealed record BidMarksView(int Round, string Letter, Guid BidId, IReadOnlyDictionary<string, int> Criteria, IReadOnlyList<SeatMarksView> Seats);

/// <summary>The marks that a caller may read.</summary>
/// <param name="Bids">By round and letter; empty where the caller may read none, or none yet.</param>
public sealed record MarksView(IReadOnlyList<BidMarksView> Bids);

/// <summary>
/// GET /v1/challenges/{id}/marks: every mark and comment of the panels: to the bureau those of a round once all of it are in, to who bids those of the own bid once the result is told.
/// </summary>
public static class GetMarks
{
    private const string SelectMarks = """
        select round as Round, letter as Letter, bid_id as BidId, criteria::text as Criteria, seat as Seat, marks::text as Marks, total as Total, comment as Comment from panel_marks(@id)
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetMarks(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/challenges/{id:guid}/marks", Handle).WithName("GetMarks").WithTags("Panel").AllowAllRoles(Scopes.DemandsRead).WithReadProblems(404);

    private static async Task<Results<Ok<MarksView>, ProblemHttpResult>> Handle(Guid id, HttpContext http, CallerDatabase database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (await ChallengeRow.Find(connection, null, id, cancellation) is null)
        {
            return Problems.ChallengeNotFound(id);
        }

        var rows = await connection.QueryAsync<MarkRow>(new CommandDefinition(SelectMarks, new { id }, cancellationToken: cancellation));
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new MarksView(
            [.. rows.GroupBy(row => (row.Round, row.Letter, row.BidId, row.Criteria)).Select(bid => new BidMarksView(
                bid.Key.Round, bid.Key.Letter, bid.Key.BidId, JsonSerializer.Deserialize<Dictionary<string, int>>(bid.Key.Criteria)!,
                [.. bid.Select(row => new SeatMarksView(row.Seat, JsonSerializer.Deserialize<Dictionary<string, decimal>>(row.Marks)!, row.Total, row.Comment))]))]));
    }

    private sealed record MarkRow(int Round, string Letter, Guid BidId, string Criteria, int Seat, string Marks, decimal Total, string? Comment);
}
