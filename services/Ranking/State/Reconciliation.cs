using Dapper;
using Matchmaking.Ranking.Storage;
using Npgsql;

namespace Matchmaking.Ranking.State;

/// <summary>
/// Makes an index from disk equal to the table: identities and revisions of all profiles are read (24 bytes each), the profiles themselves
/// only where they differ. It trusts nothing that the disk says of its age.
/// </summary>
internal sealed class Reconciliation(NpgsqlConnection connection, RankingState state, StoredIndex stored)
{
    private const int PageRows = 2_000;

    private const string SelectRevisions = "select talent_id as TalentId, revision as Revision from candidate where profile is not null";

    private const string SelectProfiles = """
        select talent_id as TalentId, revision as Revision, profile::text as Profile from candidate where talent_id = any(@Ids) and profile is not null
        """;

    /// <returns>False when there was no index on disk, or it belongs to another state of the table: then all profiles must be read.</returns>
    internal async Task<bool> Run(CancellationToken cancellation)
    {
        if (await OwnThread.Run(() => stored.Restore(state.Candidates)) == 0)
        {
            return false;
        }

        var index = state.Candidates.Current;
        var gone = index.Ids().ToHashSet();
        var changed = new List<Guid>();
        await foreach (var (talentId, revision) in connection.QueryUnbufferedAsync<(Guid, long)>(SelectRevisions).WithCancellation(cancellation))
        {
            _ = gone.Remove(talentId);
            switch (index.RevisionOf(talentId))
            {
                case { } known when known == revision:
                    break;
                case { } known when known > revision:
                    // The database was put back to an earlier state: nothing of the index can be relied on.
                    state.Candidates.Restore([]);
                    return false;
                default:
                    changed.Add(talentId);
                    break;
            }
        }

        foreach (var id in gone)
        {
            _ = state.Candidates.Remove(id, index.RevisionOf(id)!.Value + 1);
        }

        foreach (var page in changed.Chunk(PageRows))
        {
            state.Take((await connection.QueryAsync<CandidateRow>(new CommandDefinition(SelectProfiles, new { Ids = page }, cancellationToken: cancellation))).AsList());
        }

        return true;
    }
}
