using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace Matchmaking.Audit;

/// <summary>The chains of one database, on the connection that holds the lock.</summary>
/// <param name="connection">Of a role that may chain.</param>
/// <param name="witness">Where heads are witnessed; null for nowhere.</param>
/// <param name="clock">When they were.</param>
internal sealed class Chains(NpgsqlConnection connection, Witness? witness, TimeProvider clock)
{
    /// <summary>Entries chained in one transaction.</summary>
    public const int BatchSize = 1000;

    private const string SelectContradicted = """
        select witnessed.organisation
        from unnest(@Organisations, @Sequences, @Hashes) witnessed (organisation, sequence, hash)
        where not exists (select from audit_entry entry
            where entry.organisation = witnessed.organisation and entry.sequence = witnessed.sequence and entry.hash = witnessed.hash)
        """;

    // Taken away first and together with what is put in their place: an erasure of details meanwhile waits and finds them chained. By their places: joined by their
    // numbers the whole table was read with all that had been taken before, 19 ms for a batch under a load of posts. One that an erasure moved meanwhile waits.
    private const string TakeUnchained = """
        delete from audit_unchained
        where ctid = any(array(select ctid from audit_unchained where organisation <> all(@Contradicted) order by entry_id limit @BatchSize))
        returning entry_id as EntryId, organisation as Organisation, at as At, actor as Actor, actor_organisation as ActorOrganisation, action as Action,
                  subject_kind as SubjectKind, subject_id as SubjectId, revision as Revision, request_id as RequestId, detail::text as Detail
        """;

    private const string SelectHeads = """
        select head.organisation as Organisation, head.sequence as Sequence, encode(head.hash, 'hex') as Hash
        from unnest(@Organisations) asked
        cross join lateral (select organisation, sequence, hash from audit_entry where organisation = asked order by sequence desc limit 1) head
        """;

    private const string InsertChained = """
        insert into audit_entry (organisation, sequence, at, actor, actor_organisation, action, subject_kind, subject_id, revision, request_id,
                                 detail, detail_salt, detail_hash, previous_hash, hash)
        select organisation, sequence, at, actor, actor_organisation, action, subject_kind, subject_id, revision, request_id,
               detail::json, detail_salt, detail_hash, previous_hash, hash
        from unnest(@Organisations, @Sequences, @Ats, @Actors, @ActorOrganisations, @Actions, @SubjectKinds, @SubjectIds, @Revisions, @RequestIds,
                    @Details, @DetailSalts, @DetailHashes, @PreviousHashes, @Hashes)
             entry (organisation, sequence, at, actor, actor_organisation, action, subject_kind, subject_id, revision, request_id,
                    detail, detail_salt, detail_hash, previous_hash, hash)
        """;

    private readonly EntryHash hashes = new();
    private readonly Dictionary<string, ChainHead> known = new(StringComparer.Ordinal);
    private string[] contradicted = [];

    /// <summary>
    /// Holds the witness against the chains and witnesses what it missed. Chains that it contradicts get no more entries, or the new ones would bury the
    /// evidence; their entries wait.
    /// </summary>
    /// <returns>The organisations of those chains.</returns>
    public async Task<string[]> TakeUp(CancellationToken cancellation)
    {
        if (witness is null)
        {
            return [];
        }

        ChainHead[] witnessed = [.. witness.Heads.Values];
        var asked = new
        {
            Organisations = witnessed.Select(head => head.Organisation).ToArray(),
            Sequences = witnessed.Select(head => head.Sequence).ToArray(),
            Hashes = witnessed.Select(head => Convert.FromHexString(head.Hash)).ToArray(),
        };
        contradicted = [.. await connection.QueryAsync<string>(new CommandDefinition(SelectContradicted, asked, cancellationToken: cancellation))];
        var now = clock.GetUtcNow();
        ChainHead[] missed =
        [
            .. (await connection.QueryAsync<HeadRow>(new CommandDefinition(ChainHeads.SelectAll, new { After = "", Rows = int.MaxValue }, cancellationToken: cancellation)))
                .Where(row => !contradicted.Contains(row.Organisation) && row.Sequence > (witness.Heads.GetValueOrDefault(row.Organisation)?.Sequence ?? 0))
                .Select(row => new ChainHead(row.Organisation, row.Sequence, row.Hash, now)),
        ];
        witness.Append(missed);
        return contradicted;
    }

    /// <summary>Chains the oldest entries that wait, at most <see cref="BatchSize"/>, all or none of them, and witnesses the new heads.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="InvalidOperationException">A chain does not end as it did after the last batch: somebody has changed it meanwhile.</exception>
    public async Task<int> Extend(CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var waiting = (await connection.QueryAsync<Unchained>(new CommandDefinition(
            TakeUnchained, new { Contradicted = contradicted, BatchSize }, transaction, cancellationToken: cancellation))).OrderBy(entry => entry.EntryId).ToList();
        if (waiting.Count == 0)
        {
            return 0;
        }

        var organisations = waiting.Select(entry => entry.Organisation).Distinct(StringComparer.Ordinal).ToArray();
        var heads = (await connection.QueryAsync<HeadRow>(new CommandDefinition(SelectHeads, new { Organisations = organisations }, transaction, cancellationToken: cancellation)))
            .ToDictionary(head => head.Organisation, StringComparer.Ordinal);
        foreach (var organisation in organisations.Where(known.ContainsKey))
        {
            if (known[organisation].Hash != heads.GetValueOrDefault(organisation)?.Hash)
            {
                throw new InvalidOperationException($"The chain of {organisation} does not end as it did after the last entry that was chained here.");
            }
        }

        var chained = Chain(waiting, heads);
        await connection.ExecuteAsync(new CommandDefinition(InsertChained, Columns(chained), transaction, cancellationToken: cancellation));
        // What is committed must be witnessed, even when the process is being stopped.
        await transaction.CommitAsync(CancellationToken.None);
        var now = clock.GetUtcNow();
        var newer = chained.GroupBy(entry => entry.Organisation).Select(chain => chain.Last())
            .Select(last => new ChainHead(last.Organisation, last.Sequence, Convert.ToHexStringLower(last.Hash), now)).ToList();
        newer.ForEach(head => known[head.Organisation] = head);
        witness?.Append(newer);
        return chained.Count;
    }

    private List<ChainedEntry> Chain(List<Unchained> waiting, Dictionary<string, HeadRow> heads)
    {
        var last = heads.Values.ToDictionary(head => head.Organisation, head => (head.Sequence, Hash: Convert.FromHexString(head.Hash)), StringComparer.Ordinal);
        var chained = new List<ChainedEntry>(waiting.Count);
        foreach (var entry in waiting)
        {
            var (sequence, previous) = last.GetValueOrDefault(entry.Organisation, (0, EntryHash.None));
            var salt = entry.Detail is null ? null : RandomNumberGenerator.GetBytes(16);
            var detailHash = entry.Detail is null ? null : EntryHash.OfDetail(salt!, entry.Detail);
            var unhashed = new ChainedEntry(
                entry.Organisation, sequence + 1, entry.At, entry.Actor, entry.ActorOrganisation, entry.Action, entry.SubjectKind, entry.SubjectId, entry.Revision,
                entry.RequestId, entry.Detail, salt, detailHash, previous, []);
            var hash = hashes.Of(unhashed);
            last[entry.Organisation] = (sequence + 1, hash);
            chained.Add(unhashed with { Hash = hash });
        }

        return chained;
    }

    private static object Columns(List<ChainedEntry> entries)
    {
        T[] Column<T>(Func<ChainedEntry, T> of) => [.. entries.Select(of)];
        return new
        {
            Organisations = Column(e => e.Organisation),
            Sequences = Column(e => e.Sequence),
            Ats = Column(e => e.At),
            Actors = Column(e => e.Actor),
            ActorOrganisations = Column(e => e.ActorOrganisation),
            Actions = Column(e => e.Action),
            SubjectKinds = Column(e => e.SubjectKind),
            SubjectIds = Column(e => e.SubjectId),
            Revisions = Column(e => e.Revision),
            RequestIds = Column(e => e.RequestId),
            Details = Column(e => e.Detail),
            DetailSalts = Column(e => e.DetailSalt),
            DetailHashes = Column(e => e.DetailHash),
            PreviousHashes = Column(e => e.PreviousHash),
            Hashes = Column(e => e.Hash),
        };
    }

    private sealed record Unchained(
        long EntryId, string Organisation, DateTime At, string Actor, string ActorOrganisation, string Action, string SubjectKind, string SubjectId, long? Revision,
        string? RequestId, string? Detail);
}
