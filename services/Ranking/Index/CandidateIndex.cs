namespace Matchmaking.Ranking.Index;

/// <summary>
/// An in-memory inverted index of entries, each with a portfolio of small documents. One writer at a time (calls are serialised
/// here), any number of readers: a reader takes <see cref="Current"/> and never waits. A change is visible to every snapshot taken
/// after the call returned.
/// </summary>
/// <typeparam name="TItem">What a match hands back.</typeparam>
public sealed class CandidateIndex<TItem>
{
    // Adjacent segments are merged while the older is less than this many times the younger: sizes stay geometric, an entry is
    // copied O(log n) times in its life, and n single updates leave O(log n) segments.
    private const int GrowthFactor = 4;

    // Entries of one segment at most when many are loaded: at 80 documents each they still fit the document numbers of a segment.
    private const int LargestBuild = 100_000;

    private readonly Lock writing = new();
    private readonly Dictionary<Guid, long> revisions = [];
    private IndexSnapshot<TItem> current = IndexSnapshot<TItem>.Empty;

    /// <summary>The state as of now; immutable.</summary>
    public IndexSnapshot<TItem> Current => Volatile.Read(ref current);

    /// <summary>Adds or replaces one entry.</summary>
    /// <returns>False when a revision as high or higher is known already, of the entry or of its removal.</returns>
    public bool Upsert(IndexEntry<TItem> entry) => Load([entry]) == 1;

    /// <summary>Adds or replaces many entries at once: the way to fill the index at start.</summary>
    /// <returns>How many were taken; the rest were not newer than what is known.</returns>
    public int Load(IEnumerable<IndexEntry<TItem>> entries)
    {
        // Made before anything is noted: entries are often lazy, and one that throws must leave nothing half known.
        var made = entries.ToList();
        lock (writing)
        {
            var newest = new Dictionary<Guid, IndexEntry<TItem>>();
            foreach (var entry in made)
            {
                var known = newest.TryGetValue(entry.Id, out var other) ? other.Revision : revisions.GetValueOrDefault(entry.Id, long.MinValue);
                if (entry.Revision > known)
                {
                    newest[entry.Id] = entry;
                }
            }

            if (newest.Count > 0)
            {
                var edit = SnapshotEdit<TItem>.Of(current).Without(newest.Keys);
                foreach (var chunk in newest.Values.Chunk(LargestBuild))
                {
                    edit = edit.With(SegmentBuilder<TItem>.Build(chunk));
                }

                Publish(edit.Compact(GrowthFactor));
                foreach (var entry in newest.Values)
                {
                    revisions[entry.Id] = entry.Revision;
                }
            }

            return newest.Count;
        }
    }

    /// <summary>Removes an entry for good, or until a higher revision arrives.</summary>
    /// <param name="id">Whom.</param>
    /// <param name="revision">The revision of the removal; remembered even for an id never seen, since events come unordered.</param>
    /// <returns>False when a revision as high or higher is known already.</returns>
    public bool Remove(Guid id, long revision)
    {
        lock (writing)
        {
            if (revisions.TryGetValue(id, out var known) && revision <= known)
            {
                return false;
            }

            revisions[id] = revision;
            Publish(SnapshotEdit<TItem>.Of(current).Without([id]).Compact(GrowthFactor));
            return true;
        }
    }

    /// <summary>Rewrites every segment that still holds replaced or removed entries: after it, nothing erased is left in memory.</summary>
    public void Purge()
    {
        lock (writing)
        {
            Publish(SnapshotEdit<TItem>.Of(current).Purge());
        }
    }

    private void Publish(SnapshotEdit<TItem> edit) => Volatile.Write(ref current, edit.ToSnapshot());
}
