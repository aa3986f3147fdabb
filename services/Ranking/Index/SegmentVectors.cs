using Matchmaking.Ranking.Latent;

namespace Matchmaking.Ranking.Index;

/// <summary>
/// Vectors of segments in one latent space. Made before the writer is asked to wait: placing a million talents takes many seconds, in which no change may
/// stand still.
/// </summary>
/// <param name="space">The space; null for none.</param>
/// <param name="stored">Vectors of a segment as they were stored, used where they lie in this space; null for none.</param>
internal sealed class SegmentVectors<TItem>(LatentSpace? space, Func<Segment<TItem>, LatentVectors?>? stored = null)
{
    private readonly Dictionary<Segment<TItem>, LatentVectors?> made = [];

    internal LatentSpace? Space => space;

    /// <summary>Places the segments that are not placed yet.</summary>
    internal void Place(IEnumerable<LiveSegment<TItem>> segments)
    {
        foreach (var live in segments)
        {
            _ = Of(live.Segment);
        }
    }

    /// <summary>Whether all segments are placed but those of a few document terms, which are placed in no time.</summary>
    internal bool Covers(LiveSegment<TItem>[] segments, long fewTerms) =>
        Array.TrueForAll(segments, live => made.ContainsKey(live.Segment) || live.Segment.Documents.Terms.Length <= fewTerms);

    /// <summary>The documents of a segment in the space; null without one.</summary>
    internal LatentVectors? Of(Segment<TItem> segment)
    {
        if (!made.TryGetValue(segment, out var vectors))
        {
            vectors = stored?.Invoke(segment) is { } kept && kept.Space == space?.Digest ? kept : LiveSegment<TItem>.VectorsOf(segment, space);
            made.Add(segment, vectors);
        }

        return vectors;
    }
}
