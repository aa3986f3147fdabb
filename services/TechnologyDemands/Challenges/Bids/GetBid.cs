using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges.Bids;

/// <summary>GET /v1/bids/{id}: a bid with all that came of it; before bidding ends to the bidder alone.</summary>
public static class GetBid
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapGetBid(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/bids/{id:guid}", Handle).WithName("GetBid").WithTags("Bids").AllowAllRoles(Scopes.DemandsRead).WithReadProblems(404);

    private static async Task<Results<Ok<BidView>, ProblemHttpResult>> Handle(Guid id, HttpContext http, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        if (await BidRow.Find(connection, transaction, id, cancellation) is not { } bid || await ChallengeRow.Find(connection, transaction, bid.ChallengeId, cancellation) is not { } row)
        {
            return Problems.BidNotFound(id);
        }

        Revisions.SetETag(http, bid.Number);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await BidView.Read(connection, transaction, row, bid, caller, cancellation));
    }
}
