using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges.Bids;

/// <summary>DELETE /v1/bids/{id}: takes a bid back while bidding lasts.</summary>
public static class WithdrawBid
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapWithdrawBid(this IEndpointRouteBuilder routes) =>
        routes.MapDelete("/bids/{id:guid}", Handle).WithName("WithdrawBid").WithTags("Bids").Allow(Scopes.ChallengesWrite, Roles.Enterprise, Roles.Institute).WithReadProblems(404, 409);

    private static Task<Results<Ok<BidView>, ProblemHttpResult>> Handle(Guid id, HttpContext http, ChallengeDesk desk, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        desk.ChangeOfBid<Guid, BidView>(
            http, id, id,
            async (transaction, row) =>
            {
                var now = clock.GetUtcNow();
                var bid = await BidRow.Find(transaction.Connection!, transaction, id, cancellation);
                if (bid is null || bid.BidderCode != caller.Organisation)
                {
                    return Problems.BidNotFound(id);
                }

                if (row.State != "published" || now >= row.Until || bid.State != "sealed")
                {
                    return Problems.BidNotInState(bid);
                }

                var withdrawn = await BidSteps.Append(transaction, row, bid, "withdrawn", caller, now, cancellation);
                Revisions.SetETag(http, withdrawn.Number);
                return TypedResults.Ok(await BidView.Read(transaction.Connection!, transaction, row, withdrawn, caller, cancellation));
            },
            cancellation);
}
