using System.Text.Json;
using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Demands;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Challenges.Panel;

/// <summary>
/// POST /v1/challenges/{id}/panel:draw: draws the panel once every bid has been checked, at random and so that it can be done again: GET …/panel shows the secret, whose hash
/// was public before there were bids, and all that the draw follows from.
/// </summary>
public static class DrawPanel
{
    private const string SelectBids = """
        select b.bid_id as BidId, b.state as State, c.digest as Digest from bid b join bid_content c using (bid_id) where challenge_id = @ChallengeId and round = @Round and state <> 'withdrawn' order by bid_id
        """;

    private const string SelectLast = """
        select panel_reveal(@ChallengeId, @Round) as Nonce, (select coalesce(max(attempt), 0) from panel_draw where challenge_id = @ChallengeId and round = @Round) as Attempt,
               (select coalesce(max(seat), 0) from panel_seat where challenge_id = @ChallengeId and round = @Round) as Seat
        """;

    private const string InsertDraw = """
        insert into panel_draw (challenge_id, round, attempt, nonce, bids_sha256, seed, pool, pool_text, pool_sha256, drawn_order, letters, seats, from_industry, criteria, organisation, account, at)
        values (@ChallengeId, @Round, @Attempt, @Nonce, @Bids, @Seed, @Pool::jsonb, @PoolText, @PoolSha256, @Order, @Letters, @Seats, @FromIndustry, @Criteria::jsonb, @Organisation, @Subject, @Now)
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapDrawPanel(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/challenges/{id:guid}/panel:draw", Handle).WithName("DrawPanel").WithTags("Panel").Allow(Scopes.ChallengesManage, Roles.Reviewer, Roles.Operator).WithReadProblems(404, 409, 412, 422, 428);

    private static Task<Results<Ok<ChallengeView>, ProblemHttpResult>> Handle(
        Guid id, HttpContext http, ChallengeDesk desk, IOptions<ChallengeOptions> options, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        desk.Change<Guid, ChallengeView>(http, id, id, (transaction, row) => Draw(transaction, row, http, options.Value, caller, clock.GetUtcNow(), cancellation), cancellation);

    private static async Task<Results<Ok<ChallengeView>, ProblemHttpResult>> Draw(
        NpgsqlTransaction transaction, ChallengeRow row, HttpContext http, ChallengeOptions options, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        if ((row.State != "checking" ? Problems.ChallengeNotInState(row) : Revisions.Refuse(http, row.Number)) is { } problem)
        {
            return problem;
        }

        var connection = transaction.Connection!;
        var of = new { row.ChallengeId, row.Round };
        var bids = (await connection.QueryAsync<SealedBid>(new CommandDefinition(SelectBids, of, transaction, cancellationToken: cancellation))).AsList();
        if (bids.Exists(bid => bid.State == "sealed"))
        {
            return Problems.BidsUnchecked(bids.Count(bid => bid.State == "sealed"));
        }

        var pool = await PanelPool.Of(transaction, row, options, now, cancellation);
        var last = await connection.QuerySingleAsync<LastDraw>(new CommandDefinition(SelectLast, of, transaction, cancellationToken: cancellation));
        var attempt = last.Attempt + 1;
        var digest = PanelSecret.Sha256(string.Join('\n', bids.Select(bid => $"{bid.BidId}:{bid.Digest}")));
        var seed = PanelDraw.Seed(last.Nonce, digest, attempt);
        var order = PanelDraw.InOrder(seed, pool, member => member.Account);
        var seated = PanelDraw.Fill(order, options.PanelSeats, options.IndustrySeats);
        if (seated.Count < options.PanelSeats)
        {
            return pool.Where(member => member.FromIndustry).DistinctBy(member => member.Organisation).Count() is var industry && industry < options.IndustrySeats
                ? Problems.PanelTooFewIndustry(options.IndustrySeats, industry)
                : Problems.PanelTooSmall(options.PanelSeats, seated.Count);
        }

        await connection.ExecuteAsync(new CommandDefinition(
            InsertDraw,
            new
            {
                row.ChallengeId,
                row.Round,
                Attempt = attempt,
                last.Nonce,
                Bids = digest,
                Seed = seed,
                Pool = JsonSerializer.Serialize(pool, DemandRow.Json),
                PoolText = PanelDraw.PoolText(pool),
                PoolSha256 = PanelSecret.Sha256(PanelDraw.PoolText(pool)),
                Order = order.Select(member => member.Account).ToArray(),
                Letters = PanelDraw.InOrder(seed, bids.Where(bid => bid.State == "passed"), bid => $"{bid.BidId}").Select(bid => bid.BidId).ToArray(),
                Seats = options.PanelSeats,
                FromIndustry = options.IndustrySeats,
                Criteria = JsonSerializer.Serialize(options.Weights, DemandRow.Json),
                caller.Organisation,
                caller.Subject,
                Now = now,
            },
            transaction,
            cancellationToken: cancellation));
        foreach (var (member, place) in seated.Select((member, i) => (member, i + 1)))
        {
            await PanelPool.Seat(transaction, row, attempt, last.Seat + place, member, now + options.Scoring, now, cancellation);
        }

        var drawn = await ChallengeSteps.Append(transaction, row, "scoring", caller, now, cancellation, new StepSaid(Until: now + options.Scoring));
        Revisions.SetETag(http, drawn.Number);
        return TypedResults.Ok(await ChallengeView.Read(connection, transaction, drawn, caller, cancellation));
    }

    private sealed record SealedBid(Guid BidId, string State, string Digest);

    private sealed record LastDraw(string Nonce, int Attempt, int Seat);
}
