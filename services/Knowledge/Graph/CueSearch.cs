using System.Buffers;
using Matchmaking.Knowledge.Text;

namespace Matchmaking.Knowledge.Graph;

/// <summary>
/// Says whether a cue stands near a label. Asked for labels from left to right it looks at no stretch of the text twice for one cue, so a
/// text full of ambiguous labels still costs time in proportion to its length.
/// </summary>
internal ref struct CueSearch(ReadOnlySpan<char> lower, string[] cues)
{
    // About two paragraphs: a cue further off speaks of something else.
    private const int Reach = 300;

    private readonly ReadOnlySpan<char> lower = lower;
    private int[]? found;

    /// <summary>Whether a cue stands anywhere in a short text, or within reach of a place in a long one.</summary>
    /// <param name="cue">Number of the cue.</param>
    /// <param name="start">Where the label begins; never before an earlier one.</param>
    /// <param name="end">Where it ends.</param>
    internal bool IsNear(int cue, int start, int end)
    {
        var isShort = lower.Length <= 2 * Reach;
        var from = isShort ? 0 : Math.Max(0, start - Reach);
        var to = isShort ? lower.Length : Math.Min(lower.Length, end + Reach);
        var text = cues[cue];
        // Of each cue two numbers: where it was found last, plus 1, and up to where it was looked for.
        found ??= Rent(2 * cues.Length);
        ref var known = ref found[2 * cue];
        ref var looked = ref found[(2 * cue) + 1];
        if (known - 1 >= from)
        {
            return known - 1 + text.Length <= to;
        }

        for (var at = Math.Max(from, looked); at + text.Length <= to;)
        {
            var step = lower[at..to].IndexOf(text);
            if (step < 0)
            {
                looked = to - text.Length + 1;
                return false;
            }

            at += step;
            looked = at + 1;
            if (!CutsWord(at))
            {
                known = at + 1;
                return true;
            }

            at++;
        }

        return false;
    }

    /// <summary>Gives its memory back.</summary>
    internal void Dispose()
    {
        if (found is not null)
        {
            ArrayPool<int>.Shared.Return(found);
            found = null;
        }
    }

    private static int[] Rent(int length)
    {
        var rented = ArrayPool<int>.Shared.Rent(length);
        rented.AsSpan(0, length).Clear();
        return rented;
    }

    // A Latin cue begins a word: "laser" also stands for "lasers", but "ion" does not stand in "station".
    private readonly bool CutsWord(int at) => at > 0 && Characters.IsWord(lower[at]) && Characters.IsWord(lower[at - 1]);
}
