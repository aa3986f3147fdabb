namespace Matchmaking.Ranking.Index;

/// <summary>Prepares the next snapshot from the current one; used by the writer only.</summary>
internal sealed class SnapshotEdit<TItem>
{
    private readonly List<LiveSegment<TItem>> segments;
    private int count;
    private int documentCount;
    private long length;
    private UInt128 digest;

    private SnapshotEdit(IndexSnapshot<TItem> snapshot)
    {
        segments = [.. snapshot.Segments];
        count = snapshot.Count;
        documentCount = snapshot.DocumentCount;
        length = snapshot.Length;
        digest = snapshot.DigestValue;
    }

    internal static SnapshotEdit<TItem> Of(IndexSnapshot<TItem> snapshot) => new(snapshot);

    /// <summary>Marks entries dead; ids that are not there are passed over.</summary>
    internal SnapshotEdit<TItem> Without(IEnumerable<Guid> ids)
    {
        foreach (var id in ids)
        {
            for (var i = segments.Count - 1; i >= 0; i--)
            {
                var entry = segments[i].Segment.Find(id);
                if (entry >= 0 && segments[i].IsLive(entry))
                {
                    Account(segments[i].Segment, entry, -1);
                    segments[i] = segments[i].Without(entry);
                    break;
                }
            }
        }

        return this;
    }

    internal SnapshotEdit<TItem> With(Segment<TItem> segment)
    {
        segments.Add(new LiveSegment<TItem>(segment, null, 0));
        for (var entry = 0; entry < segment.Entries.Length; entry++)
        {
            Account(segment, entry, 1);
        }

        return this;
    }

    /// <summary>Merges the young segments while sizes are out of proportion, and rewrites a segment once half of it is dead.</summary>
    internal SnapshotEdit<TItem> Compact(int growthFactor)
    {
        _ = segments.RemoveAll(segment => segment.LiveCount == 0);
        for (var i = 0; i < segments.Count; i++)
        {
            if (segments[i].LiveCount * 2 < segments[i].Segment.Entries.Length)
            {
                segments[i] = new LiveSegment<TItem>(SegmentMerge.Merge<TItem>([segments[i]]), null, 0);
            }
        }

        while (FirstOutOfProportion(growthFactor) is var first and >= 0)
        {
            var merged = SegmentMerge.Merge<TItem>(segments.Skip(first).ToArray());
            segments.RemoveRange(first, segments.Count - first);
            segments.Add(new LiveSegment<TItem>(merged, null, 0));
        }

        return this;
    }

    /// <summary>Rewrites every segment with dead entries.</summary>
    internal SnapshotEdit<TItem> Purge()
    {
        for (var i = 0; i < segments.Count; i++)
        {
            if (segments[i].HasDead)
            {
                segments[i] = new LiveSegment<TItem>(SegmentMerge.Merge<TItem>([segments[i]]), null, 0);
            }
        }

        return this;
    }

    internal IndexSnapshot<TItem> ToSnapshot() => new([.. segments], count, documentCount, length, digest);

    // Everything from the returned segment to the youngest is merged at once; -1 when all sizes are in proportion.
    private int FirstOutOfProportion(int growthFactor)
    {
        var first = -1;
        long younger = 0;
        long documents = 0;
        for (var i = segments.Count - 1; i >= 0; i--)
        {
            documents += segments[i].Segment.DocumentLengths.Length;
            if (documents > Posting.MaxDocuments)
            {
                break;
            }

            if (younger > 0 && segments[i].LiveCount < growthFactor * younger)
            {
                first = i;
            }

            younger += segments[i].LiveCount;
        }

        return first;
    }

    private void Account(Segment<TItem> segment, int entry, int sign)
    {
        count += sign;
        documentCount += sign * (segment.FirstDocuments[entry + 1] - segment.FirstDocuments[entry]);
        length += (long)sign * segment.EntryLengths[entry];
        var part = IndexDigest.Of(segment.Entries[entry].Id, segment.Entries[entry].Revision);
        digest = sign > 0 ? digest + part : digest - part;
    }
}
