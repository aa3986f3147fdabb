using System.Text.Json;
using Dapper;
using Matchmaking.TechnologyDemands.Challenges.Bids;
using Matchmaking.TechnologyDemands.Challenges.Panel;
using Matchmaking.TechnologyDemands.Demands;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Challenges.Following;

/// <summary>A panel at work: seats that are lost go to the next of the same draw; when all have scored, the awards follow.</summary>
internal static class FollowPanel
{
    private const string SelectDraw = """
        select attempt as Attempt, seed as Seed, pool::text as Pool, drawn_order as DrawnOrder, letters as Letters, seats as Seats, from_industry as FromIndustry
        from panel_draw where challenge_id = @ChallengeId and round = @Round order by attempt desc limit 1
        """;

    private const string SelectSeats = """
        select s.seat as Seat, s.attempt as Attempt, s.account as Account, s.organisation as Organisation, s.from_industry as FromIndustry, s.score_until as ScoreUntil, l.seat is not null as HasLeft,
               (select count(*) from panel_score p where (p.challenge_id, p.round, p.seat) = (s.challenge_id, s.round, s.seat)) as Scores,
               exists (select from panellist_conflict c where c.account = s.account and c.organisation in (
                   select enterprise_code from challenge where challenge_id = @ChallengeId
                   union select bidder_code from bid where challenge_id = @ChallengeId and round = @Round and state <> 'withdrawn'
                   union select partner ->> 'creditCode' from bid join bid_content using (bid_id), jsonb_array_elements(partners) partner
                         where challenge_id = @ChallengeId and round = @Round and state <> 'withdrawn')) as HasConflict
        from panel_seat s left join panel_leave l on (l.challenge_id, l.round, l.seat) = (s.challenge_id, s.round, s.seat)
        where s.challenge_id = @ChallengeId and s.round = @Round order by s.seat
        """;

    private const string SelectScores = "select bid_id as BidId, total as Total from panel_score where challenge_id = @ChallengeId and round = @Round and seat = any(@Seats)";

    private const string InsertLeave = "insert into panel_leave (challenge_id, round, seat, reason_codes, at) values (@ChallengeId, @Round, @Seat, @Reasons, @now)";

    private const string InsertResult = "insert into bid_result (bid_id, challenge_id, round, score, rank, at) values (@BidId, @ChallengeId, @Round, @Score, @Rank, @now)";

    /// <summary>Does one thing; false when there is nothing.</summary>
    public static async Task<bool> Step(NpgsqlTransaction transaction, FollowedChallenge of, ChallengeOptions options, DateTimeOffset now, CancellationToken cancellation)
    {
        var (connection, row) = (transaction.Connection!, of.Row);
        var draw = await connection.QuerySingleAsync<DrawRow>(new CommandDefinition(SelectDraw, new { row.ChallengeId, row.Round }, transaction, cancellationToken: cancellation));
        var seats = (await connection.QueryAsync<SeatRow>(new CommandDefinition(SelectSeats, new { row.ChallengeId, row.Round }, transaction, cancellationToken: cancellation))).AsList();
        var sitting = seats.Where(seat => !seat.HasLeft && seat.Attempt == draw.Attempt).ToArray();
        if (sitting.FirstOrDefault(seat => seat.HasConflict || (seat.Scores == 0 && now >= seat.ScoreUntil)) is { } lost)
        {
            string[] reasons = [lost.HasConflict ? "conflict_of_interest" : "timed_out"];
            await connection.ExecuteAsync(new CommandDefinition(InsertLeave, new { row.ChallengeId, row.Round, lost.Seat, Reasons = reasons, now }, transaction, cancellationToken: cancellation));
            return true;
        }

        if (sitting.Length < draw.Seats)
        {
            await Refill(transaction, row, draw, seats, sitting, options, now, cancellation);
            return true;
        }

        if (sitting.Any(seat => seat.Scores < draw.Letters.Length))
        {
            return false;
        }

        await Conclude(transaction, of, draw, [.. sitting.Select(seat => seat.Seat)], options, now, cancellation);
        return true;
    }

    /// <summary>The mean of what a panel gave: of five or more without the highest and the lowest.</summary>
    internal static decimal Mean(IReadOnlyCollection<decimal> totals)
    {
        var counted = totals.Count >= 5 ? totals.Order().Skip(1).SkipLast(1).ToArray() : [.. totals];
        return decimal.Round(counted.Sum() / counted.Length, 2, MidpointRounding.AwayFromZero);
    }

    // Of the same draw, as long as nothing has come between since.
    private static async Task Refill(
        NpgsqlTransaction transaction, ChallengeRow row, DrawRow draw, List<SeatRow> seats, SeatRow[] sitting, ChallengeOptions options, DateTimeOffset now, CancellationToken cancellation)
    {
        var eligible = (await PanelPool.Of(transaction, row, options, now, cancellation)).Select(member => member.Account).ToHashSet(StringComparer.Ordinal);
        var pool = JsonSerializer.Deserialize<PoolMember[]>(draw.Pool, DemandRow.Json)!.ToDictionary(member => member.Account, StringComparer.Ordinal);
        var next = PanelDraw.Next(
            draw.DrawnOrder.Where(eligible.Contains).Select(account => pool[account]), [.. sitting.Select(seat => new PoolMember(seat.Account, seat.Organisation, seat.FromIndustry))],
            seats.Where(seat => seat.Attempt == draw.Attempt).Select(seat => seat.Account).ToHashSet(StringComparer.Ordinal), draw.FromIndustry);
        if (next is null)
        {
            await ChallengeSteps.Append(transaction, row, "checking", null, now, cancellation, new StepSaid(["panel_short"]));
        }
        else
        {
            await PanelPool.Seat(transaction, row, draw.Attempt, seats.Max(seat => seat.Seat) + 1, next, now + options.Scoring, now, cancellation);
        }
    }

    private static async Task Conclude(
        NpgsqlTransaction transaction, FollowedChallenge of, DrawRow draw, int[] sitting, ChallengeOptions options, DateTimeOffset now, CancellationToken cancellation)
    {
        var (connection, row) = (transaction.Connection!, of.Row);
        var scores = await connection.QueryAsync<ScoreRow>(new CommandDefinition(SelectScores, new { row.ChallengeId, row.Round, Seats = sitting }, transaction, cancellationToken: cancellation));
        var means = scores.GroupBy(score => score.BidId).ToDictionary(bid => bid.Key, bid => Mean([.. bid.Select(score => score.Total)]));
        var ranked = of.In("passed").OrderByDescending(bid => means[bid.BidId]).ThenBy(bid => bid.PriceYuan).ThenBy(bid => Array.IndexOf(draw.Letters, bid.BidId)).ToArray();
        var minimum = (decimal)options.MinimumScore;
        foreach (var (bid, rank) in ranked.Select((bid, i) => (bid, i + 1)))
        {
            var score = means[bid.BidId];
            await connection.ExecuteAsync(new CommandDefinition(InsertResult, new { bid.BidId, row.ChallengeId, row.Round, Score = score, Rank = rank, now }, transaction, cancellationToken: cancellation));
            var reason = score < minimum ? "below_minimum" : rank > row.Teams ? "lower_score" : null;
            await BidSteps.Append(
                transaction, row, bid.Row(row.ChallengeId), reason is null ? "awarded" : "not_awarded", null, now, cancellation, new StepSaid(reason is null ? null : [reason]));
        }

        var isAwarded = means.Values.Max() >= minimum;
        await ChallengeSteps.Append(
            transaction, row, isAwarded ? "publicity" : "unawarded", null, now, cancellation, isAwarded ? new StepSaid(Until: now + options.Publicity) : new StepSaid(["none_at_minimum"]));
    }

    // Dapper fills arrays through properties only.
    private sealed record DrawRow
    {
        public int Attempt { get; init; }

        public string Seed { get; init; } = "";

        public string Pool { get; init; } = "";

        public string[] DrawnOrder { get; init; } = [];

        public Guid[] Letters { get; init; } = [];

        public int Seats { get; init; }

        public int FromIndustry { get; init; }
    }

    private sealed record SeatRow(int Seat, int Attempt, string Account, string Organisation, bool FromIndustry, DateTime ScoreUntil, bool HasLeft, long Scores, bool HasConflict);

    private sealed record ScoreRow(Guid BidId, decimal Total);
}
