namespace Matchmaking.Ranking.Index;

/// <summary>
/// Finds the best entries of a snapshot for a query without scoring all: exactly those, in exactly the order, that scoring all would give.
/// Entries are passed through in windows that fit the first-level cache. In each window the terms that even together cannot lift an entry
/// over the threshold are not essential (MaxScore: Turtle and Flood, Query evaluation: strategies and optimizations, 1995), by the maxima of
/// the blocks that lie in the window; essential terms are added up one after another, the others looked up only for entries they may decide.
/// </summary>
internal sealed class TopSearch<TItem, TFilter>
    where TFilter : struct, IEntryFilter
{
    private const int WindowSize = 4096;

    // Postings that are read through in the time of one lookup.
    private const int LookupCost = 16;

    private readonly IndexSnapshot<TItem> snapshot;
    private readonly SearchTerm[] query;
    private readonly ImpactTable impacts;
    private readonly TFilter filter;
    private readonly TopEntries top;
    private readonly bool isExhaustive;
    private readonly int[] sums = new int[WindowSize];
    private readonly ulong[] touched = new ulong[WindowSize / 64];
    private readonly TermCursor[] cursors;
    private readonly int[] bounds;

    private TopSearch(IndexSnapshot<TItem> snapshot, SearchTerm[] query, ImpactTable impacts, TFilter filter, int depth, bool isExhaustive)
    {
        this.snapshot = snapshot;
        this.query = query;
        this.impacts = impacts;
        this.filter = filter;
        this.isExhaustive = isExhaustive;
        top = new TopEntries(depth);
        cursors = new TermCursor[query.Length];
        bounds = new int[query.Length + 1];
    }

    /// <summary>The best entries by the search terms of a query, best first; equal scores by rising id.</summary>
    /// <param name="snapshot">Where.</param>
    /// <param name="query">Terms with their ordinals in the same snapshot.</param>
    /// <param name="impacts">What a posting is worth.</param>
    /// <param name="filter">Who may be returned.</param>
    /// <param name="depth">The most entries.</param>
    /// <param name="isExhaustive">Scores everything: the reference that pruning is held to.</param>
    /// <returns>Places with scores as shares of what the whole query can give.</returns>
    internal static (EntryPlace Place, double Score)[] Run(
        IndexSnapshot<TItem> snapshot, SearchTerm[] query, ImpactTable impacts, TFilter filter, int depth, bool isExhaustive = false)
    {
        var search = new TopSearch<TItem, TFilter>(snapshot, query, impacts, filter, depth, isExhaustive);
        for (var i = 0; i < snapshot.Segments.Length; i++)
        {
            search.SearchSegment(i);
        }

        var taken = search.top.Take();
        for (var i = 0; i < taken.Length; i++)
        {
            taken[i].Score /= ImpactTable.FixedPoint;
        }

        return taken;
    }

    private double Threshold => isExhaustive ? double.NegativeInfinity : top.Threshold;

    private void SearchSegment(int index)
    {
        var live = snapshot.Segments[index];
        var count = 0;
        foreach (var term in query)
        {
            if (term.Ordinals[index] is var ordinal and >= 0)
            {
                var postings = live.Segment.Postings;
                cursors[count++] = new TermCursor(term.Share, postings.Offsets[ordinal], postings.Offsets[ordinal + 1], postings.FirstBlocks[ordinal]);
            }
        }

        for (var from = 0; count > 0 && from < live.Segment.Count; from += WindowSize)
        {
            count = SearchWindow(index, live, from, cursors.AsSpan(0, count));
        }
    }

    // Returns how many cursors are not yet at their end.
    private int SearchWindow(int index, LiveSegment<TItem> live, int from, Span<TermCursor> terms)
    {
        var postings = live.Segment.Postings;
        foreach (ref var term in terms)
        {
            term.Enter(postings, impacts, from + WindowSize);
        }

        terms.Sort(static (left, right) => left.Bound.CompareTo(right.Bound));
        var essential = Split(terms);
        if (essential < terms.Length && terms[^1].Bound > 0)
        {
            foreach (ref var term in terms[essential..])
            {
                Add(live.Segment, from, ref term);
            }

            Collect(index, live, from, terms[..essential]);
        }

        var alive = 0;
        foreach (ref var term in terms)
        {
            if (term.Leave())
            {
                terms[alive++] = term;
            }
        }

        return alive;
    }

    // Puts the terms that are looked up before those that are added up, and sets the bounds of the former; their number when all are too weak.
    private int Split(Span<TermCursor> terms)
    {
        var essential = 0;
        for (var bound = 0; essential < terms.Length && (bound += terms[essential].Bound) < Threshold; essential++)
        {
        }

        if (essential == terms.Length)
        {
            return essential;
        }

        var added = 0;
        foreach (ref var term in terms[essential..])
        {
            added += term.WindowEnd - term.Position;
        }

        // A short list is read through sooner than looked into for every entry that the others touch.
        for (var i = essential - 1; i >= 0; i--)
        {
            var postings = terms[i].WindowEnd - terms[i].Position;
            if (postings <= LookupCost * added)
            {
                added += postings;
                (terms[i], terms[essential - 1]) = (terms[essential - 1], terms[i]);
                essential--;
            }
        }

        for (var i = 0; i < essential; i++)
        {
            bounds[i + 1] = bounds[i] + terms[i].Bound;
        }

        return essential;
    }

    private void Add(Segment<TItem> segment, int from, ref TermCursor term)
    {
        var lengthCodes = segment.LengthCodes.AsSpan(from, Math.Min(WindowSize, segment.Count - from));
        var weight = term.Weight;
        var windowSums = sums.AsSpan(0, lengthCodes.Length);
        var windowTouched = touched.AsSpan();
        foreach (var posting in segment.Postings.Postings.AsSpan(term.Position, term.WindowEnd - term.Position))
        {
            var entry = Posting.Ordinal(posting) - from;
            windowSums[entry] += impacts.Score(weight, Posting.Frequency(posting), lengthCodes[entry]);
            windowTouched[entry >> 6] |= 1UL << (entry & 63);
        }
    }

    private void Collect(int index, LiveSegment<TItem> live, int from, Span<TermCursor> others)
    {
        for (var word = 0; word < touched.Length; word++)
        {
            for (var bits = touched[word]; bits != 0; bits &= bits - 1)
            {
                var entry = from + (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(bits);
                var sum = sums[entry - from];
                sums[entry - from] = 0;
                if (Complete(live.Segment, entry, ref sum, others) && sum >= top.Threshold && live.IsLive(entry)
                    && filter.Accepts(live.Segment.Ids[entry], live.Segment.Gates[entry]))
                {
                    top.Offer(new EntryPlace(index, entry), live.Segment.Ids[entry], sum);
                }
            }

            touched[word] = 0;
        }
    }

    // Adds the terms that are not essential, the strongest first; false as soon as the rest cannot reach the threshold.
    private bool Complete(Segment<TItem> segment, int entry, ref int sum, Span<TermCursor> others)
    {
        for (var i = others.Length - 1; i >= 0; i--)
        {
            if (sum + bounds[i + 1] < Threshold)
            {
                return false;
            }

            ref var term = ref others[i];
            term.Position += Posting.FirstFrom(segment.Postings.Postings.AsSpan(term.Position, term.WindowEnd - term.Position), entry);
            if (term.Position < term.WindowEnd && Posting.Ordinal(segment.Postings.Postings[term.Position]) == entry)
            {
                sum += impacts.Score(term.Weight, Posting.Frequency(segment.Postings.Postings[term.Position]), segment.LengthCodes[entry]);
            }
        }

        return true;
    }
}

/// <summary>One term of a search.</summary>
/// <param name="Share">What it can add to a score at most, as a share of <see cref="ImpactTable.FixedPoint"/>; all together stay below twice that.</param>
/// <param name="Ordinals">Its ordinal in each segment of the snapshot; -1 where the segment does not hold it.</param>
internal readonly record struct SearchTerm(double Share, int[] Ordinals);
