namespace Matchmaking.Ranking.Text;

/// <summary>
/// Terms of letters, digits and signs: words, formulae, model numbers and numbers with their units stay whole (R&amp;D, Ni-Cr, HT280, m²,
/// ≥50%). Of a word with joints its parts are terms too.
/// </summary>
internal static class LatinTerms
{
    // A longer run of letters is no word; cutting it keeps keys small and time linear.
    private const int LongestWord = 64;

    /// <summary>Takes what begins at a place and returns where it ends.</summary>
    internal static int Take<TSink>(Span<char> lower, int start, ref TSink sink)
        where TSink : ITermSink, allows ref struct
    {
        if (!Characters.IsWord(lower[start]) && !IsComparatorOfNumber(lower, start))
        {
            return start + 1;
        }

        var core = Characters.IsWord(lower[start]) ? start : start + 1;
        var end = WordEnd(lower, core, out var joints);
        if (core > start)
        {
            sink.Accept(lower[start..end], start, end - start, TermKind.Latin);
        }

        if (joints > 0)
        {
            sink.Accept(lower[core..end], core, end - core, TermKind.Latin);
            TakeParts(lower, core, end, ref sink);
        }
        else
        {
            AcceptWord(lower, core, end, ref sink);
        }

        return end;
    }

    private static void TakeParts<TSink>(Span<char> lower, int start, int end, ref TSink sink)
        where TSink : ITermSink, allows ref struct
    {
        for (var i = start; i < end; i++)
        {
            var from = i;
            while (i < end && !IsJoint(lower[i]))
            {
                i++;
            }

            // Single letters of R&D or K-ε mean nothing alone.
            if (i - from > 1)
            {
                AcceptWord(lower, from, i, ref sink);
            }
        }
    }

    private static void AcceptWord<TSink>(Span<char> lower, int start, int end, ref TSink sink)
        where TSink : ITermSink, allows ref struct
    {
        if (StopWords.IsEnglish(lower[start..end]))
        {
            return;
        }

        var stem = PluralStem.Apply(lower[start..end]);
        sink.Accept(lower.Slice(start, stem), start, end - start, TermKind.Latin);
    }

    private static int WordEnd(ReadOnlySpan<char> lower, int start, out int joints)
    {
        joints = 0;
        var i = start;
        while (i < lower.Length && i - start < LongestWord)
        {
            if (Characters.IsWord(lower[i]) || (i > start && Characters.IsUnitSign(lower[i])))
            {
                i++;
            }
            else if (i > start && i + 1 < lower.Length && Characters.IsWord(lower[i + 1]) && IsInside(lower, i))
            {
                joints += IsJoint(lower[i]) ? 1 : 0;
                i++;
            }
            else
            {
                break;
            }
        }

        return i;
    }

    // A point or comma stands inside a number only; a joint joins letters or digits of either kind.
    private static bool IsInside(ReadOnlySpan<char> lower, int i) =>
        IsJoint(lower[i]) || (lower[i] is '.' or ',' && char.IsDigit(lower[i - 1]) && char.IsDigit(lower[i + 1]));

    private static bool IsJoint(char character) => character is '&' or '-' or '/' or '+' or '\'' or '_' or '·' or '‐' or '‑' or '–';

    private static bool IsComparatorOfNumber(ReadOnlySpan<char> lower, int i) =>
        lower[i] is '≥' or '≤' or '<' or '>' or '±' or '≈' && i + 1 < lower.Length && char.IsDigit(lower[i + 1]);
}
