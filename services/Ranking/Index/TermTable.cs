using Matchmaking.Knowledge.Graph;

namespace Matchmaking.Ranking.Index;

/// <summary>
/// The terms of a segment, numbered from 0 in the order in which they were added: one array of characters and an open-addressed hash over
/// it. No object for each of millions of terms, and on disk it stands as it is, with the hash.
/// </summary>
internal sealed class TermTable
{
    /// <summary>Terms of one table at most: ordinals are packed into 24 bits beside a frequency.</summary>
    internal const int MaxTerms = 1 << 24;

    private int[] buckets;
    private int[] ends;
    private char[] characters;

    internal TermTable(int expectedTerms = 64)
    {
        buckets = new int[BucketsFor(expectedTerms)];
        ends = new int[expectedTerms];
        characters = new char[4 * expectedTerms];
    }

    /// <summary>A table as it was stored.</summary>
    /// <exception cref="ArgumentException">The hash is of another size.</exception>
    internal TermTable(int[] ends, char[] characters, int[] buckets)
    {
        this.ends = ends;
        this.characters = characters;
        this.buckets = buckets.Length == BucketsFor(ends.Length) ? buckets : throw new ArgumentException("the hash is of another size", nameof(buckets));
        Count = ends.Length;
    }

    internal int Count { get; private set; }

    /// <summary>Where each term ends among the characters; the form in which the table is stored.</summary>
    internal ReadOnlySpan<int> Ends => ends.AsSpan(0, Count);

    /// <summary>All terms one after another.</summary>
    internal ReadOnlySpan<char> Characters => characters.AsSpan(0, Count == 0 ? 0 : ends[Count - 1]);

    /// <summary>The hash: in each place 1 + the number of a term, or 0.</summary>
    internal ReadOnlySpan<int> Buckets => buckets;

    internal ReadOnlySpan<char> this[int ordinal]
    {
        get
        {
            var start = ordinal == 0 ? 0 : ends[ordinal - 1];
            return characters.AsSpan(start, ends[ordinal] - start);
        }
    }

    /// <summary>Whether a term is the key of a technology (<see cref="TechnologyKey"/>), not a piece of text.</summary>
    internal bool IsTechnology(int ordinal) => this[ordinal] is [TechnologyKey.Mark, ..];

    /// <returns>The ordinal, or -1.</returns>
    internal int Find(ReadOnlySpan<char> term)
    {
        var mask = buckets.Length - 1;
        for (var bucket = Hash(term) & mask; ; bucket = (bucket + 1) & mask)
        {
            var ordinal = buckets[bucket] - 1;
            if (ordinal < 0 || this[ordinal].SequenceEqual(term))
            {
                return ordinal;
            }
        }
    }

    internal int GetOrAdd(ReadOnlySpan<char> term)
    {
        var mask = buckets.Length - 1;
        var bucket = Hash(term) & mask;
        for (; buckets[bucket] > 0; bucket = (bucket + 1) & mask)
        {
            if (this[buckets[bucket] - 1].SequenceEqual(term))
            {
                return buckets[bucket] - 1;
            }
        }

        return Add(term, bucket);
    }

    /// <summary>Gives back what was reserved for further terms, the table being complete.</summary>
    internal void Trim()
    {
        var end = Count == 0 ? 0 : ends[Count - 1];
        Array.Resize(ref ends, Count);
        Array.Resize(ref characters, end);
        // Bytes on disk are a matter of the terms alone, not of how many were expected.
        if (buckets.Length != BucketsFor(Count))
        {
            buckets = new int[BucketsFor(Count)];
            Rehash();
        }
    }

    private int Add(ReadOnlySpan<char> term, int bucket)
    {
        if (Count == MaxTerms)
        {
            throw new InvalidOperationException($"A segment holds {MaxTerms} terms at most.");
        }

        var start = Count == 0 ? 0 : ends[Count - 1];
        if (Count == ends.Length)
        {
            Array.Resize(ref ends, Math.Max(64, 2 * Count));
        }

        if (start + term.Length > characters.Length)
        {
            Array.Resize(ref characters, Math.Max(start + term.Length, 2 * characters.Length));
        }

        term.CopyTo(characters.AsSpan(start));
        ends[Count] = start + term.Length;
        buckets[bucket] = ++Count;
        if (BucketsFor(Count) > buckets.Length)
        {
            buckets = new int[BucketsFor(Count)];
            Rehash();
        }

        return Count - 1;
    }

    private void Rehash()
    {
        var mask = buckets.Length - 1;
        for (var ordinal = 0; ordinal < Count; ordinal++)
        {
            var bucket = Hash(this[ordinal]) & mask;
            while (buckets[bucket] > 0)
            {
                bucket = (bucket + 1) & mask;
            }

            buckets[bucket] = ordinal + 1;
        }
    }

    // Three quarters full at most: linear probing stays short.
    private static int BucketsFor(int terms) => (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, terms + (terms / 3) + 1));

    // FNV-1a over UTF-16 units (Fowler, Noll, Vo), its high bits folded down because the mask takes the low ones.
    private static int Hash(ReadOnlySpan<char> term)
    {
        var hash = 2166136261u;
        foreach (var character in term)
        {
            hash = (hash ^ character) * 16777619u;
        }

        return (int)((hash ^ (hash >> 15)) & int.MaxValue);
    }
}
