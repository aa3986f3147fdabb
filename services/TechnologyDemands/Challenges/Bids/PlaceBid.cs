using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Challenges.Bids;

/// <summary>POST /v1/challenges/{id}/bids: bids for a challenge that stands open (揭榜); one bid of an organisation in a round. One that was withdrawn is placed anew.</summary>
public static class PlaceBid
{
    private const string SelectOwn = $"select {BidRow.Columns} from bid where challenge_id = @ChallengeId and round = @Round and bidder_code = @Organisation";

    private const string InsertBid = "insert into bid (bid_id, challenge_id, round, bidder_code, created_at) values (@BidId, @ChallengeId, @Round, @BidderCode, @Now)";

    /// <summary>Maps the endpoint.</summary>
    public static void MapPlaceBid(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/challenges/{id:guid}/bids", Handle).WithName("PlaceBid").WithTags("Bids").Allow(Scopes.ChallengesWrite, Roles.Enterprise, Roles.Institute).Validated<BidForm>()
            .WithProblems(403, 404, 409, 422);

    private static Task<Results<Created<BidView>, ProblemHttpResult>> Handle(
        Guid id, BidForm request, HttpContext http, ChallengeDesk desk, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        desk.Add<BidForm, BidView>(http, id, request, (transaction, row) => Place(transaction, row, request, http, caller, clock.GetUtcNow(), cancellation), cancellation);

    private static async Task<Results<Created<BidView>, ProblemHttpResult>> Place(
        NpgsqlTransaction transaction, ChallengeRow row, BidForm request, HttpContext http, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        if (row.EnterpriseCode == caller.Organisation)
        {
            return Problems.OwnChallenge();
        }

        if (row.State != "published" || now >= row.Until)
        {
            return Problems.ChallengeNotInState(row);
        }

        var bid = await connection.QuerySingleOrDefaultAsync<BidRow>(
            new CommandDefinition(SelectOwn, new { row.ChallengeId, row.Round, caller.Organisation }, transaction, cancellationToken: cancellation));
        if (bid?.State == "sealed")
        {
            return Problems.BidExists(bid.BidId);
        }

        if (bid is null)
        {
            bid = new BidRow { BidId = Guid.CreateVersion7(now), ChallengeId = row.ChallengeId, Round = row.Round, BidderCode = caller.Organisation, State = "new" };
            await connection.ExecuteAsync(
                new CommandDefinition(InsertBid, new { bid.BidId, row.ChallengeId, row.Round, bid.BidderCode, Now = now }, transaction, cancellationToken: cancellation));
        }

        if (await BidContent.Store(transaction, bid.BidId, request, cancellation) is { } refused)
        {
            return refused;
        }

        var placed = await BidSteps.Append(transaction, row, bid, "sealed", caller, now, cancellation);
        Revisions.SetETag(http, placed.Number);
        return TypedResults.Created($"/v1/bids/{placed.BidId}", await BidView.Read(connection, transaction, row, placed, caller, cancellation));
    }
}
