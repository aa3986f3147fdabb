using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Latent;

namespace Matchmaking.Ranking.Index;

/// <summary>
/// An in-memory inverted index of entries, each with a portfolio of small documents. One writer at a time (calls are serialised
/// here), any number of readers: a reader takes <see cref="Current"/> and never waits. A change is visible to every snapshot taken
/// after the call returned; large merges go on beside the writer, so that no change waits for them.
/// </summary>
/// <typeparam name="TItem">What a match hands back.</typeparam>
/// <param name="format">How items are packed; null keeps them as objects.</param>
/// <param name="graph">The technologies that texts are linked to; null for none.</param>
/// <param name="largestInlineMerge">Document terms; what is larger is merged in the background.</param>
public sealed class CandidateIndex<TItem>(ItemFormat<TItem>? format = null, KnowledgeGraph? graph = null, long largestInlineMerge = 500_000)
{
    // Entries of one segment at most when many are loaded.
    private const int LargestBuild = 100_000;

    private readonly Lock writing = new();
    private readonly Dictionary<Guid, long> removals = [];
    private IndexSnapshot<TItem> current = IndexSnapshot<TItem>.Empty(graph);
    private Task merging = Task.CompletedTask;
    private IReadOnlyList<LiveSegment<TItem>> inMerge = [];

    /// <summary>The state as of now; immutable.</summary>
    public IndexSnapshot<TItem> Current => Volatile.Read(ref current);

    /// <summary>Completes when no merge is going on.</summary>
    public Task Merging
    {
        get
        {
            lock (writing)
            {
                return merging;
            }
        }
    }

    /// <summary>Adds or replaces one entry.</summary>
    /// <returns>False when a revision as high or higher is known already, of the entry or of its removal.</returns>
    public bool Upsert(IndexEntry<TItem> entry) => Load([entry]) == 1;

    /// <summary>Adds or replaces many entries at once: the way to fill the index at start.</summary>
    /// <returns>How many were taken; the rest were not newer than what is known.</returns>
    public int Load(IEnumerable<IndexEntry<TItem>> entries)
    {
        var taken = 0;
        foreach (var chunk in entries.Chunk(LargestBuild))
        {
            taken += LoadChunk(chunk);
        }

        return taken;
    }

    /// <summary>Removes an entry for good, or until a higher revision arrives.</summary>
    /// <param name="id">Whom.</param>
    /// <param name="revision">The revision of the removal; remembered even for an id never seen, since events come unordered.</param>
    /// <returns>False when a revision as high or higher is known already.</returns>
    public bool Remove(Guid id, long revision)
    {
        lock (writing)
        {
            if (revision <= Known(id))
            {
                return false;
            }

            removals[id] = revision;
            Publish(SnapshotEdit<TItem>.Of(current).Without([id]));
            return true;
        }
    }

    /// <summary>
    /// Rewrites, one after another beside the writer, every segment that holds replaced or removed entries now: after it, nothing that was erased
    /// before the call is left in memory.
    /// </summary>
    public async Task Purge(CancellationToken cancellation)
    {
        foreach (var segment in Current.Segments.Where(live => live.DeadCount > 0).Select(live => live.Segment).ToArray())
        {
            while (!TryRewrite(segment))
            {
                await Merging.WaitAsync(cancellation);
            }
        }

        await Merging.WaitAsync(cancellation);
    }

    /// <summary>Puts all documents, and those to come, into a latent space; null takes them out. Readers see it at once or not at all.</summary>
    /// <param name="space">The space.</param>
    /// <param name="stored">Vectors of segments as they were stored; used where they lie in this space.</param>
    internal void Use(LatentSpace? space, Func<Segment<TItem>, LatentVectors?>? stored = null)
    {
        var vectors = new SegmentVectors<TItem>(space, stored);
        while (true)
        {
            vectors.Place(Current.Segments);
            lock (writing)
            {
                // A merge may have ended meanwhile.
                if (vectors.Covers(current.Segments, largestInlineMerge))
                {
                    Publish(SnapshotEdit<TItem>.Of(current).In(vectors));
                    return;
                }
            }
        }
    }

    /// <summary>Takes whole segments over, as they were stored; for an index that is still empty.</summary>
    internal void Restore(IEnumerable<LiveSegment<TItem>> segments, LatentSpace? space = null)
    {
        lock (writing)
        {
            var edit = SnapshotEdit<TItem>.Of(IndexSnapshot<TItem>.Empty(graph)).In(new SegmentVectors<TItem>(space));
            foreach (var live in segments)
            {
                edit = edit.With(live);
            }

            Publish(edit);
        }
    }

    private int LoadChunk(IndexEntry<TItem>[] entries)
    {
        lock (writing)
        {
            var newest = new Dictionary<Guid, IndexEntry<TItem>>(entries.Length);
            foreach (var entry in entries)
            {
                var known = newest.TryGetValue(entry.Id, out var other) ? other.Revision : Known(entry.Id);
                if (entry.Revision > known)
                {
                    newest[entry.Id] = entry;
                }
            }

            if (newest.Count > 0)
            {
                var segment = SegmentBuilder<TItem>.Build([.. newest.Values], format, graph);
                Publish(SnapshotEdit<TItem>.Of(current).Without(newest.Keys).With(segment));
                foreach (var id in newest.Keys)
                {
                    _ = removals.Remove(id);
                }
            }

            return newest.Count;
        }
    }

    private long Known(Guid id) => current.RevisionOf(id) ?? removals.GetValueOrDefault(id, long.MinValue);

    private void Publish(SnapshotEdit<TItem> edit)
    {
        Volatile.Write(ref current, edit.ToSnapshot());
        while (NextMerge() is { Count: > 0 } parts)
        {
            if (parts.Sum(part => (long)part.Segment.Documents.Terms.Length) > largestInlineMerge)
            {
                StartMerge(parts);
                return;
            }

            var merged = new LiveSegment<TItem>(SegmentMerge.Merge(parts, format), current.Space);
            Volatile.Write(ref current, SnapshotEdit<TItem>.Of(current).Replace(parts, merged).ToSnapshot());
        }
    }

    // While a merge goes on beside the writer, only segments younger than its own are looked at.
    private IReadOnlyList<LiveSegment<TItem>> NextMerge()
    {
        if (inMerge.Count == 0)
        {
            return MergePlan.Next(current.Segments);
        }

        var last = Array.FindLastIndex(current.Segments, live => inMerge.Any(part => part.Segment == live.Segment));
        var young = MergePlan.Next(current.Segments[(last + 1)..]);
        return young.Sum(part => (long)part.Segment.Documents.Terms.Length) <= largestInlineMerge ? young : [];
    }

    // False while another merge goes on.
    internal bool TryRewrite(Segment<TItem> segment)
    {
        lock (writing)
        {
            // What has left meanwhile was merged, without its dead.
            if (Array.Find(current.Segments, live => live.Segment == segment) is not { } live)
            {
                return true;
            }

            if (inMerge.Count > 0)
            {
                return false;
            }

            StartMerge([live]);
            return true;
        }
    }

    private void StartMerge(IReadOnlyList<LiveSegment<TItem>> parts)
    {
        inMerge = parts;
        merging = OwnThread.Run(() => MergeBeside(parts));
    }

    // False when there is another latent space since: the place in it too takes seconds, in which the writer goes on.
    private bool TryPutInPlace(IReadOnlyList<LiveSegment<TItem>> parts, Segment<TItem> merged)
    {
        var space = Current.Space;
        var live = new LiveSegment<TItem>(merged, space);
        lock (writing)
        {
            if (!ReferenceEquals(space, current.Space))
            {
                return false;
            }

            inMerge = [];
            Publish(SnapshotEdit<TItem>.Of(current).Replace(parts, live));
            return true;
        }
    }

    private void MergeBeside(IReadOnlyList<LiveSegment<TItem>> parts)
    {
        try
        {
            var merged = SegmentMerge.Merge(parts, format);
            SpinWait.SpinUntil(() => TryPutInPlace(parts, merged));
        }
        finally
        {
            lock (writing)
            {
                inMerge = ReferenceEquals(inMerge, parts) ? [] : inMerge;
            }
        }
    }
}
