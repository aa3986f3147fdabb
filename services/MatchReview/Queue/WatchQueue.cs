using Dapper;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Platform.Messaging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.MatchReview.Queue;

/// <summary>
/// Tells of matches that are overdue and of held ones whose reminder has come, each once, and sets times anew that settings have changed. Claims and what is due are
/// judged by the clock at each read, so nothing is wrong while this does not run; it is only told later.
/// </summary>
internal sealed partial class WatchQueue(NpgsqlDataSource database, Outbox outbox, IOptions<QueueOptions> options, TimeProvider clock, ILogger<WatchQueue> log) : BackgroundService
{
    /// <summary>Matches of one transaction.</summary>
    internal const int Batch = 500;

    // Any constant does that nobody else takes in the same database. Held for a transaction, by one replica at a time.
    private const long AdvisoryLock = 7_226_015_530_198;

    private static readonly TimeSpan AlignEvery = TimeSpan.FromHours(1);

    private const string TryLock = "select pg_try_advisory_xact_lock(@AdvisoryLock)";

    // Marked and told in one transaction: whoever comes later finds it marked. A row that somebody is just deciding is left for the next look.
    private const string UpdateEscalated = """
        with overdue as (
            select match_id from match where status = 'pending' and escalated_at is null and due_at <= @Now order by due_at, match_id limit @Batch for update skip locked)
        update match m set escalated_at = @Now
        from overdue where m.match_id = overdue.match_id
        returning m.match_id as MatchId, m.demand_id as DemandId, m.talent_id as TalentId, (select region_code from demand d where d.demand_id = m.demand_id) as RegionCode,
                  case when m.claimed_until > @Now then m.claimed_by end as ClaimedBy, m.queued_at as QueuedAt, m.due_at as DueAt, m.escalated_at as At
        """;

    // Nothing comes back of a need that is closed or an expert who has left; when they come back, so does the match.
    private const string UpdateReminded = """
        with ripe as (
            select m.match_id from match m left join demand d using (demand_id) left join talent t using (talent_id)
            where m.status = 'held' and m.reminded_at is null and m.remind_at <= @Now
              and m.erased_at is null and coalesce(d.status, 'open') = 'open' and not coalesce(t.withdrawn, false)
            order by m.remind_at, m.match_id limit @Batch for update of m skip locked)
        update match m set reminded_at = @Now
        from ripe where m.match_id = ripe.match_id
        returning m.match_id as MatchId, m.demand_id as DemandId, m.talent_id as TalentId, (select region_code from demand d where d.demand_id = m.demand_id) as RegionCode,
                  m.decision_number as Number, m.remind_at as RemindAt, m.reminded_at as At
        """;

    private const string AlignDue = """
        with wrong as (
            select m.match_id, m.queued_at + make_interval(hours => coalesce(
                       (select hours from unnest(@Prefixes, @Hours) rule (prefix, hours) where starts_with(d.region_code, prefix) order by length(prefix) desc limit 1), @Otherwise)) as due_at
            from match m left join demand d using (demand_id)
            where m.status = 'pending'),
        held as (
            select m.match_id, wrong.due_at from match m join wrong using (match_id) where m.due_at <> wrong.due_at order by m.match_id limit @Batch for update of m)
        update match set due_at = held.due_at from held where match.match_id = held.match_id
        """;

    private DateTimeOffset alignedAt = DateTimeOffset.MinValue;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.PollSeconds));
        do
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(log, error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Tells of all that is due now.</summary>
    internal async Task Look(CancellationToken cancellation)
    {
        if (clock.GetUtcNow() - alignedAt >= AlignEvery)
        {
            while (await Change(Align, cancellation) == Batch)
            {
            }

            alignedAt = clock.GetUtcNow();
        }

        foreach (var change in (Func<NpgsqlTransaction, CancellationToken, Task<int>>[])[Escalate, Remind])
        {
            while (await Change(change, cancellation) == Batch)
            {
            }
        }
    }

    // Another replica that is at it does all there is.
    private async Task<int> Change(Func<NpgsqlTransaction, CancellationToken, Task<int>> change, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await connection.QuerySingleAsync<bool>(new CommandDefinition(TryLock, new { AdvisoryLock }, transaction, cancellationToken: cancellation)))
        {
            return 0;
        }

        var count = await change(transaction, cancellation);
        await outbox.Commit(transaction, cancellation);
        return count;
    }

    private async Task<int> Escalate(NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        var rows = (await transaction.Connection!.QueryAsync<EscalatedRow>(new CommandDefinition(UpdateEscalated, new { Now = clock.GetUtcNow(), Batch }, transaction, cancellationToken: cancellation))).AsList();
        await Outbox.AddAll(
            transaction, [.. rows.Select(row => new MatchEscalated(row.MatchId, row.DemandId, row.TalentId, row.RegionCode, row.ClaimedBy, row.QueuedAt, row.DueAt, row.At))], cancellation);
        return rows.Count;
    }

    private async Task<int> Remind(NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        var rows = (await transaction.Connection!.QueryAsync<RemindedRow>(new CommandDefinition(UpdateReminded, new { Now = clock.GetUtcNow(), Batch }, transaction, cancellationToken: cancellation))).AsList();
        await Outbox.AddAll(transaction, [.. rows.Select(row => new MatchReminded(row.MatchId, row.DemandId, row.TalentId, row.RegionCode, row.Number, row.RemindAt, row.At))], cancellation);
        return rows.Count;
    }

    private Task<int> Align(NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        var rules = options.Value.HoursOfRegions;
        var row = new { Prefixes = rules.Select(rule => rule.Prefix).ToArray(), Hours = rules.Select(rule => rule.Hours).ToArray(), Otherwise = options.Value.DecideWithinHours, Batch };
        return transaction.Connection!.ExecuteAsync(new CommandDefinition(AlignDue, row, transaction, cancellationToken: cancellation));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The review queue could not be watched; trying again")]
    private static partial void LogFailed(ILogger logger, Exception error);

    private sealed record EscalatedRow(Guid MatchId, Guid DemandId, Guid TalentId, string? RegionCode, string? ClaimedBy, DateTime QueuedAt, DateTime DueAt, DateTime At);

    private sealed record RemindedRow(Guid MatchId, Guid DemandId, Guid TalentId, string? RegionCode, int Number, DateTime RemindAt, DateTime At);
}
