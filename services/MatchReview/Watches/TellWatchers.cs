using Dapper;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Platform.Messaging;
using Npgsql;

namespace Matchmaking.MatchReview.Watches;

/// <summary>
/// Tells who watches what newly fits, once for a watch and a match. Asked whenever a list was queued or a need or an expert became known, in whatever order they come:
/// what is noted is not told again.
/// </summary>
internal static class TellWatchers
{
    // A watch that is being set either sees what is being queued, or is seen. The number is this repository's own, kept apart from other advisory locks.
    private const string Turn = "7226015530188";

    private const string TakeTurn = $"select pg_advisory_xact_lock({Turn})";

    // In the order of the keys, so that two who note the same never wait for each other in a circle.
    private const string NoteFits = $"""
        select pg_advisory_xact_lock_shared({Turn}) is null;
        with fitting as (
            insert into watch_fit (watch_id, match_id, organisation, demand_id, talent_id, rank, score, told, fitted_at)
            select f.watch_id, f.match_id, f.organisation, f.demand_id, f.talent_id, f.rank, f.score, not f.expected, @Now
            from watch_fitting f where SUBJECT = @Id
            order by f.watch_id, f.match_id
            on conflict on constraint watch_fit_once do nothing
            returning *)
        select watch_id as WatchId, fitting.organisation as Organisation, side as Side, match_id as MatchId, fitting.demand_id as DemandId, fitting.talent_id as TalentId,
               rank as Rank, score as Score
        from fitting join watch using (watch_id) where told
        """;

    private static readonly string NoteFitsOfDemand = NoteFits.Replace("SUBJECT", "f.demand_id", StringComparison.Ordinal);

    private static readonly string NoteFitsOfTalent = NoteFits.Replace("SUBJECT", "f.talent_id", StringComparison.Ordinal);

    /// <summary>Nothing is told until the transaction ends: whoever sets a watch knows what fitted before.</summary>
    public static Task Pause(NpgsqlTransaction transaction, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(TakeTurn, null, transaction, cancellationToken: cancellation));

    /// <summary>Tells of the matches of one need.</summary>
    public static Task OfDemand(NpgsqlTransaction transaction, Guid demandId, DateTimeOffset now, CancellationToken cancellation) =>
        Tell(transaction, NoteFitsOfDemand, demandId, now, cancellation);

    /// <summary>Tells of the matches of one expert.</summary>
    public static Task OfTalent(NpgsqlTransaction transaction, Guid talentId, DateTimeOffset now, CancellationToken cancellation) =>
        Tell(transaction, NoteFitsOfTalent, talentId, now, cancellation);

    private static async Task Tell(NpgsqlTransaction transaction, string note, Guid id, DateTimeOffset now, CancellationToken cancellation)
    {
        List<FitRow> fits;
        await using (var answer = await transaction.Connection!.QueryMultipleAsync(new CommandDefinition(note, new { Id = id, Now = now }, transaction, cancellationToken: cancellation)))
        {
            await answer.ReadAsync<bool>();
            fits = (await answer.ReadAsync<FitRow>()).AsList();
        }

        if (fits.Count > 0)
        {
            await Outbox.AddAll(
                transaction, [.. fits.Select(f => new WatchFitted(f.WatchId, f.Organisation, f.Side, f.MatchId, f.DemandId, f.TalentId, f.Rank, f.Score, now))], cancellation);
        }
    }

    private sealed record FitRow(Guid WatchId, string Organisation, string Side, Guid MatchId, Guid DemandId, Guid TalentId, int Rank, double Score);
}
