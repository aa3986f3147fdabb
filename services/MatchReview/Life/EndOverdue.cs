using System.Text.Json.Nodes;
using Dapper;
using Matchmaking.Audit;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.MatchReview.Agreements;
using Matchmaking.MatchReview.Matches;
using Matchmaking.Platform.Messaging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.MatchReview.Life;

/// <summary>Looks every minute for lives in which nobody did in time what was due: tells of them once, and ends them where the settings say so. Any number of replicas may look.</summary>
public sealed partial class EndOverdue(NpgsqlDataSource database, Lives lives, Outbox outbox, TimeProvider clock, IOptionsMonitor<LifeOptions> options, ILogger<EndOverdue> log) : BackgroundService
{
    private const string SelectOverdue = """
        select match_id as MatchId, demand_id as DemandId, talent_id as TalentId, region_code as RegionCode
        from match_life l join match using (match_id) left join demand using (demand_id)
        where l.due_at <= @now order by l.due_at, match_id limit 100
        """;

    private const string SelectDue = "select due_at from match_life where match_id = @MatchId";

    private const string InsertEnd = """
        insert into match_progress (match_id, stage, reason_codes, recorded_by, recorded_at)
        values (@MatchId, @Ended, @Reasons, 'service:match-review', @now)
        """;

    /// <summary>Handles all that is overdue now; how many lives that were.</summary>
    public async Task<int> Look(CancellationToken cancellation)
    {
        var (now, count) = (clock.GetUtcNow(), 0);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        foreach (var match in (await connection.QueryAsync<OverdueRow>(
            new CommandDefinition(SelectOverdue, new { now }, cancellationToken: cancellation))).AsList())
        {
            count += await Handle(connection, match, now, cancellation) ? 1 : 0;
        }

        return count;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.CurrentValue.LookEverySeconds));
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                // A full page is followed by the next at once.
                while (await Look(stoppingToken) >= 100)
                {
                }
            }
            catch (NpgsqlException error)
            {
                LogFailed(log, error);
            }
        }
    }

    // Held as by whoever records a stage; the machine sees for itself whether it is still due.
    private async Task<bool> Handle(NpgsqlConnection connection, OverdueRow match, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Agreement.Hold(transaction, match.MatchId, cancellation);
        var overdue = new TimeRanOut(match.MatchId, LifeChange.ByService(transaction, now));
        if (await lives.Tell(overdue, cancellation) is not { } step)
        {
            return false;
        }

        if (step.To != StageOrder.Ended)
        {
            var endsAt = await connection.QuerySingleAsync<DateTime?>(new CommandDefinition(SelectDue, match, transaction, cancellationToken: cancellation));
            await Outbox.Add(transaction, new MatchStalled(match.MatchId, match.DemandId, match.TalentId, step.To, endsAt, now, match.RegionCode), cancellation);
        }
        else
        {
            string[] reasons = [.. overdue.ReasonCodes];
            await connection.ExecuteAsync(new CommandDefinition(InsertEnd, new { match.MatchId, StageOrder.Ended, Reasons = reasons, now }, transaction, cancellationToken: cancellation));
            await Outbox.Add(transaction, new MatchProgressed(match.MatchId, match.DemandId, match.TalentId, StageOrder.Ended, reasons, now), cancellation);
            if (await Agreement.Find(connection, transaction, match.MatchId, cancellation) is { } agreement)
            {
                var act = AuditEntry.ByService("match-review", [], "match.contacts_withdrawn", "match", $"{match.MatchId}");
                await AgreementEvents.Tell(transaction, agreement.Enterprise == true && agreement.Institute == true, agreement, act, cancellation);
            }
        }

        var detail = new JsonObject { ["state"] = step.From, ["to"] = step.To };
        await Acts.RecordByService(transaction, "match.timed_out", match.MatchId, match.DemandId, match.TalentId, detail, cancellation);
        await outbox.Commit(transaction, cancellation);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is overdue could not be looked for; the next try is at the next tick")]
    private static partial void LogFailed(ILogger logger, Exception error);

    private sealed record OverdueRow(Guid MatchId, Guid DemandId, Guid TalentId, string? RegionCode);
}
