using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges.Bids;

/// <summary>PUT /v1/bids/{id}: replaces a bid while bidding lasts.</summary>
public static class ReviseBid
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapReviseBid(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/bids/{id:guid}", Handle).WithName("ReviseBid").WithTags("Bids").Allow(Scopes.ChallengesWrite, Roles.Enterprise, Roles.Institute).Validated<BidForm>().WithProblems(404, 409, 412, 428);

    private static async Task<Results<Ok<BidView>, ProblemHttpResult>> Handle(
        Guid id, BidForm request, HttpContext http, ChallengeDesk desk, CallerDatabase database, Outbox outbox, Caller caller, TimeProvider clock, CancellationToken cancellation)
    {
        await using var before = await database.OpenConnectionAsync(cancellation);
        var known = await BidRow.Find(before, null, id, cancellation);
        await before.CloseAsync();
        return known is null ? Problems.BidNotFound(id) : await desk.Hold(known.ChallengeId, Revise, cancellation);

        async Task<Results<Ok<BidView>, ProblemHttpResult>> Revise()
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var now = clock.GetUtcNow();
            var row = await ChallengeRow.Find(connection, transaction, known.ChallengeId, cancellation);
            var bid = await BidRow.Find(connection, transaction, id, cancellation);
            if ((row is null || bid is null || bid.BidderCode != caller.Organisation ? Problems.BidNotFound(id)
                : row.State != "published" || now >= row.Until || bid.State != "sealed" ? Problems.BidNotInState(bid)
                : Revisions.Refuse(http, bid.Number)) is { } problem)
            {
                return problem;
            }

            if (await BidContent.Store(transaction, id, request, cancellation) is { } refused)
            {
                return refused;
            }

            var replaced = await BidSteps.Append(transaction, row!, bid!, "sealed", caller, now, cancellation);
            var view = await BidView.Read(connection, transaction, row!, replaced, caller, cancellation);
            await outbox.Commit(transaction, cancellation);
            Revisions.SetETag(http, replaced.Number);
            return TypedResults.Ok(view);
        }
    }
}
