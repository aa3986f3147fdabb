using Matchmaking.Ranking.Graph;
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

    /// <summary>Puts all segments into another latent space, where it is not done before.</summary>
    /// <param name="next">The space; null for none.</param>
    /// <param name="made">Vectors in that space made beforehand, by segment.</param>
    internal SnapshotEdit<TItem> In(LatentSpace? next, IReadOnlyDictionary<Segment<TItem>, LatentVectors?> made)
    {
        space = next;
        for (var i = 0; i < segments.Count; i++)
        {
            var vectors = made.TryGetValue(segments[i].Segment, out var known) ? known : LiveSegment<TItem>.VectorsOf(segments[i].Segment, next);
            segments[i] = segments[i].In(vectors);
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
    /// Puts a merged segment in the place of the adjacent ones it was made of. Who died in them while it was made dies in it too.
    /// </summary>
    internal SnapshotEdit<TItem> Replace(IReadOnlyList<LiveSegment<TItem>> parts, Segment<TItem> merged)
    {
        var first = segments.FindIndex(segment => segment.Segment == parts[0].Segment);
        var died = new List<int>();
        for (var i = 0; i < parts.Count; i++)
        {
            var now = segments[first + i];
            died.AddRange(Enumerable.Range(0, now.DeadCount > parts[i].DeadCount ? now.Segment.Count : 0)
                .Where(entry => parts[i].IsLive(entry) && !now.IsLive(entry))
                .Select(entry => merged.Find(now.Segment.Ids[entry])));
        }

        segments.RemoveRange(first, parts.Count);
        var live = new LiveSegment<TItem>(merged, space);
        segments.Insert(first, died.Count > 0 ? live.Without(died) : live);
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
