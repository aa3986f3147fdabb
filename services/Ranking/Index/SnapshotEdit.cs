using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Latent;

namespace Matchmaking.Ranking.Index;

/// <summary>Prepares the next snapshot from the current one; used by the writer only.</summary>
internal sealed class SnapshotEdit<TItem>
{
    private readonly List<LiveSegment<TItem>> segments;
    private int count;
    private int documentCount;
    private long length;
    private UInt128 digest;
    private readonly KnowledgeGraph? graph;
    private LatentSpace? space;

    private SnapshotEdit(IndexSnapshot<TItem> snapshot)
    {
        segments = [.. snapshot.Segments];
        count = snapshot.Count;
        documentCount = snapshot.DocumentCount;
        length = snapshot.Length;
        digest = snapshot.DigestValue;
        space = snapshot.Space;
        graph = snapshot.Graph;
    }

    internal static SnapshotEdit<TItem> Of(IndexSnapshot<TItem> snapshot) => new(snapshot);

    /// <summary>Marks entries dead; ids that are not there are passed over.</summary>
    internal SnapshotEdit<TItem> Without(IEnumerable<Guid> ids)
    {
        var leaving = new Dictionary<int, List<int>>();
        foreach (var id in ids)
        {
            for (var i = segments.Count - 1; i >= 0; i--)
            {
                var entry = segments[i].Segment.Find(id);
                if (entry >= 0 && segments[i].IsLive(entry))
                {
                    Account(segments[i].Segment, entry, -1);
                    if (!leaving.TryGetValue(i, out var entries))
                    {
                        leaving[i] = entries = [];
                    }

                    entries.Add(entry);
                    break;
                }
            }
        }

        foreach (var (i, entries) in leaving)
        {
            segments[i] = segments[i].Without(entries);
        }

        return this;
    }

    /// <summary>Puts all segments into another latent space.</summary>
    internal SnapshotEdit<TItem> In(SegmentVectors<TItem> vectors)
    {
        space = vectors.Space;
        for (var i = 0; i < segments.Count; i++)
        {
            segments[i] = segments[i].In(vectors.Of(segments[i].Segment));
        }

        return this;
    }

    internal SnapshotEdit<TItem> With(Segment<TItem> segment) => With(new LiveSegment<TItem>(segment, space));

    internal SnapshotEdit<TItem> With(LiveSegment<TItem> live)
    {
        // A segment read from disk has no place in the space yet.
        live = space is not null && live.Vectors is null ? live.In(LiveSegment<TItem>.VectorsOf(live.Segment, space)) : live;
        segments.Add(live);
        for (var entry = 0; entry < live.Segment.Count; entry++)
        {
            if (live.IsLive(entry))
            {
                Account(live.Segment, entry, 1);
            }
        }

        return this;
    }

    /// <summary>
    /// Puts a merged segment in the place of those it was made of. Who died in them while it was made dies in it too, and so does everybody of a
    /// part that has meanwhile emptied and left.
    /// </summary>
    /// <param name="parts">The parts as the merge saw them.</param>
    /// <param name="merged">What they were merged into, in this latent space.</param>
    internal SnapshotEdit<TItem> Replace(IReadOnlyList<LiveSegment<TItem>> parts, LiveSegment<TItem> merged)
    {
        var place = segments.Count;
        var died = new List<int>();
        foreach (var part in parts)
        {
            var at = segments.FindIndex(segment => segment.Segment == part.Segment);
            var now = at >= 0 ? segments[at] : null;
            if (now is null || now.DeadCount > part.DeadCount)
            {
                died.AddRange(Enumerable.Range(0, part.Segment.Count)
                    .Where(entry => part.IsLive(entry) && now?.IsLive(entry) != true)
                    .Select(entry => merged.Segment.Find(part.Segment.Ids[entry])));
            }

            if (at >= 0)
            {
                segments.RemoveAt(at);
                place = Math.Min(place, at);
            }
        }

        segments.Insert(Math.Min(place, segments.Count), died.Count > 0 ? merged.Without(died) : merged);
        return this;
    }

    internal IndexSnapshot<TItem> ToSnapshot()
    {
        _ = segments.RemoveAll(segment => segment.LiveCount == 0);
        return new([.. segments], count, documentCount, length, digest, space, graph);
    }

    private void Account(Segment<TItem> segment, int entry, int sign)
    {
        count += sign;
        documentCount += sign * (segment.Documents.FirstDocuments[entry + 1] - segment.Documents.FirstDocuments[entry]);
        length += (long)sign * segment.EntryLengths[entry];
        var part = IndexDigest.Of(segment.Ids[entry], segment.Revisions[entry]);
        digest = sign > 0 ? digest + part : digest - part;
    }
}
