using Dapper;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Ranking.Lists;
using Npgsql;

namespace Matchmaking.Ranking;

/// <summary>
/// Marks the open demands whose list a change of one expert may alter: those that show the expert, and those the expert now fits.
/// <see cref="RefreshLists"/> ranks them again.
/// </summary>
public sealed class StaleLists(RankedLists lists)
{
    // Rows are locked in one order, or two changes that touch the same lists would deadlock. A row that is marked already is locked all the
    // same: it may just be being ranked, without this change, and its mark about to be cleared.
    private const string MarkStale = """
        update demand set stale_since = coalesce(stale_since, now())
        where demand_id in (
            select demand_id from demand
            where demand is not null
              and (demand_id = any(@Fitting) or demand_id in (select demand_id from listed where talent_id = @TalentId))
            order by demand_id for update)
        """;

    /// <summary>Marks the lists of an expert whose profile has changed; null for one who has left.</summary>
    public Task Mark(NpgsqlTransaction transaction, Guid talentId, long revision, TalentProfile? profile, CancellationToken cancellation) =>
        Mark(transaction, talentId, profile is { Consent: true, Capacity: > 0 } ? lists.DemandsFor(talentId, revision, profile) : [], cancellation);

    /// <summary>Marks the lists that show an expert.</summary>
    public Task MarkListsOf(NpgsqlTransaction transaction, Guid talentId, CancellationToken cancellation) => Mark(transaction, talentId, [], cancellation);

    private static async Task Mark(NpgsqlTransaction transaction, Guid talentId, Guid[] fitting, CancellationToken cancellation) =>
        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(MarkStale, new { TalentId = talentId, Fitting = fitting }, transaction, cancellationToken: cancellation));
}
