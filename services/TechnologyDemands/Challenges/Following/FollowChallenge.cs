using Dapper;
using Matchmaking.Platform.Messaging;
using Matchmaking.TechnologyDemands.Challenges.Bids;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Challenges.Following;

/// <summary>
/// What comes of itself: by time (bidding ends, a seat is lost, publicity is over, nobody signs) and by numbers (all checked, all scored, three have signed, all is paid). Done by
/// the platform, whoever holds the challenge meanwhile (<see cref="ChallengeDesk"/>); done again it does nothing.
/// </summary>
internal sealed class FollowChallenge(Outbox outbox, IOptions<ChallengeOptions> options, TimeProvider clock)
{
    private const string CountObjections = """
        select count(*) from objection left join objection_ruling r using (objection_id) where challenge_id = @ChallengeId and round = @Round and r.upheld is null
        """;

    /// <summary>Does it on a connection of the worker.</summary>
    public async Task Run(NpgsqlConnection connection, Guid id, CancellationToken cancellation)
    {
        var row = await ChallengeRow.Find(connection, null, id, cancellation);
        if (row is null || !IsMoving(row, clock.GetUtcNow()))
        {
            return;
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var moved = false;
        while (row is not null && IsMoving(row, clock.GetUtcNow()) && await Step(transaction, await FollowedChallenge.Read(transaction, row, cancellation), clock.GetUtcNow(), cancellation))
        {
            moved = true;
            row = await ChallengeRow.Find(connection, transaction, id, cancellation);
        }

        if (moved)
        {
            await outbox.Commit(transaction, cancellation);
        }
    }

    // Most of the time nothing can have come of itself, and no more is read.
    private static bool IsMoving(ChallengeRow row, DateTimeOffset now) => row.State is "checking" or "scoring" or "publicity" or "signing" or "in_progress" || (row.State == "published" && now >= row.Until);

    // One thing; false when there is nothing.
    private Task<bool> Step(NpgsqlTransaction transaction, FollowedChallenge of, DateTimeOffset now, CancellationToken cancellation) => of.Row.State switch
    {
        "published" => To(transaction, of, of.In("sealed").Count == 0 ? "unawarded" : "checking", now, cancellation, of.In("sealed").Count == 0 ? "no_bid" : null),
        "checking" when of.In("sealed", "passed").Count == 0 => To(transaction, of, "unawarded", now, cancellation, "no_valid_bid"),
        "scoring" => FollowPanel.Step(transaction, of, options.Value, now, cancellation),
        "publicity" => Publicity(transaction, of, now, cancellation),
        "signing" => Signing(transaction, of, now, cancellation),
        "in_progress" => Race(transaction, of, now, cancellation),
        _ => Task.FromResult(false),
    };

    private static async Task<bool> To(
        NpgsqlTransaction transaction, FollowedChallenge of, string state, DateTimeOffset now, CancellationToken cancellation, string? reason = null, DateTimeOffset? until = null)
    {
        await ChallengeSteps.Append(transaction, of.Row, state, null, now, cancellation, new StepSaid(reason is null ? null : [reason], null, until));
        return true;
    }

    private static async Task<bool> Bid(
        NpgsqlTransaction transaction, FollowedChallenge of, FollowedBid bid, string state, DateTimeOffset now, CancellationToken cancellation, string? reason = null, DateTimeOffset? until = null)
    {
        await BidSteps.Append(transaction, of.Row, bid.Row(of.Row.ChallengeId), state, null, now, cancellation, new StepSaid(reason is null ? null : [reason], null, until));
        return true;
    }

    private async Task<bool> Publicity(NpgsqlTransaction transaction, FollowedChallenge of, DateTimeOffset now, CancellationToken cancellation)
    {
        if (Next(of) is { } next)
        {
            // Who moves up is public for a whole period, as the others were.
            await Bid(transaction, of, next, "awarded", now, cancellation);
            return await To(transaction, of, "publicity", now, cancellation, null, now + options.Value.Publicity);
        }

        if (of.In("awarded").Count == 0)
        {
            return await To(transaction, of, "unawarded", now, cancellation, "award_annulled");
        }

        if (now < of.Row.Until
            || await transaction.Connection!.QuerySingleAsync<long>(new CommandDefinition(CountObjections, new { of.Row.ChallengeId, of.Row.Round }, transaction, cancellationToken: cancellation)) > 0)
        {
            return false;
        }

        var until = now + options.Value.Signing;
        await To(transaction, of, "signing", now, cancellation, null, until);
        foreach (var bid in of.In("awarded"))
        {
            await Bid(transaction, of, bid, "awarded", now, cancellation, null, until);
        }

        return true;
    }

    private async Task<bool> Signing(NpgsqlTransaction transaction, FollowedChallenge of, DateTimeOffset now, CancellationToken cancellation)
    {
        if (of.In("awarded").FirstOrDefault(bid => bid.Signatures == 3) is { } signed)
        {
            return await Bid(transaction, of, signed, "signed", now, cancellation);
        }

        if (of.In("awarded").FirstOrDefault(bid => now >= bid.Until) is { } late)
        {
            return await Bid(transaction, of, late, "dropped", now, cancellation, "not_signed_in_time");
        }

        if (Next(of) is { } next)
        {
            return await Bid(transaction, of, next, "awarded", now, cancellation, null, now + options.Value.Signing);
        }

        return of.In("awarded").Count == 0
            && await (of.In("signed").Count > 0 ? To(transaction, of, "in_progress", now, cancellation) : To(transaction, of, "unawarded", now, cancellation, "nobody_signed"));
    }

    private static async Task<bool> Race(NpgsqlTransaction transaction, FollowedChallenge of, DateTimeOffset now, CancellationToken cancellation)
    {
        if (of.In("accepted").FirstOrDefault(bid => bid.PaidYuan == bid.PriceYuan) is { } paid)
        {
            return await Bid(transaction, of, paid, "paid", now, cancellation);
        }

        if (of.Row.EndsWithFirst && of.In("accepted", "paid").Count > 0 && of.In("signed") is [var other, ..])
        {
            return await Bid(transaction, of, other, "ended", now, cancellation, "race_won");
        }

        return of.In("signed", "accepted").Count == 0
            && await (of.In("paid").Count > 0 ? To(transaction, of, "completed", now, cancellation) : To(transaction, of, "failed", now, cancellation, "all_failed"));
    }

    // Who moves up where an award was lost: the best of those who scored enough.
    private FollowedBid? Next(FollowedChallenge of) =>
        of.In("awarded", "signed").Count < of.Row.Teams ? of.In("not_awarded").FirstOrDefault(bid => bid.Score >= (decimal)options.Value.MinimumScore) : null;
}
