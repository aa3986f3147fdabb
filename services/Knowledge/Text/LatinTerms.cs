using System.Collections.Frozen;

namespace Matchmaking.Knowledge.Text;

/// <summary>
/// Terms of letters, digits and signs: words, formulae, model numbers, ranges and numbers with their units stay whole (R&amp;D, Ni-Cr, HT280,
/// m², ≥50%, 40～60 ℃, pH 6.5, N,N-). Of a word with joints its parts are terms too. Spellings of one thing meet in one
/// <see cref="TermKey"/>.
/// </summary>
internal static class LatinTerms
{
    // A longer run of letters is no word; cutting it keeps keys small and time linear.
    private const int LongestWord = 64;
    private const int LongestUnit = 10;
    private const int LongestLabel = 5;

    // What may follow a number behind a blank. Left out: a, h, s, t and k, which are as often something else.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Units = (
        "% ‰ ° ℃ ℉ μm um mm cm dm m km nm mm2 cm2 m2 km2 mm3 cm3 m3 μg mg g kg l ml μl mol mmol min ms μs ns v kv mv w kw mw gw hz khz mhz ghz pa kpa mpa "
        + "gpa bar atm j kj mj n kn ev kev ma μa ω kω mω db dbm ppm ppb rpm r/min m/s mg/l g/l μg/l ng/ml mg/kg g/cm3 kg/m3 m3/h t/h t/d l/min ml/min mol/l mmol/l "
        + "w/m w/m2 mw/cm2 ma/cm2 kj/mol n/mm2 kwh kva koe oe gb tb mb kb bit gbps mbps lm/w ℃/min").Split(' ')
        .ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Takes what begins at a place and returns where it ends.</summary>
    internal static int Take<TSink>(ReadOnlySpan<char> text, Span<char> lower, int start, ref TSink sink)
        where TSink : ITermSink, allows ref struct
    {
        var core = CoreAt(lower, start);
        if (core < 0)
        {
            if (lower[start..].StartsWith(".net") && !(start + 4 < lower.Length && Characters.IsWord(lower[start + 4])))
            {
                sink.Accept(lower.Slice(start, 4), start, 4, TermKind.Latin);
            }

            return start + 1;
        }

        var end = WordEnd(lower, core, out var plain);
        if (plain)
        {
            AcceptWord(lower[core..end], core, end - core, ref sink);
            AcceptUnit(lower[core..end], core, end - core, ref sink);
            AcceptLabelled(text, lower, core, end, ref sink);
            return end;
        }

        end = UnitEnd(lower, core, end);
        Span<char> key = stackalloc char[LongestWord + LongestUnit + 4];
        var length = TermKey.Write(lower[core..end], key[1..]) + 1;
        if (core > start)
        {
            key[0] = lower[start] == 'ø' ? 'φ' : lower[start];
            sink.Accept(key[..length], start, end - start, TermKind.Latin);
        }

        AcceptWithParts(key[1..length], core, end - core, ref sink);
        AcceptUnit(key[1..length], core, end - core, ref sink);
        AcceptLabelled(text, lower, core, end, ref sink);
        return end;
    }

    // Where the word itself begins: behind a comparator or φ that stands before a number. -1 when nothing begins here.
    private static int CoreAt(ReadOnlySpan<char> lower, int i)
    {
        if (lower[i] is '≥' or '≤' or '<' or '>' or '±' or '≈' or 'φ' or 'ø')
        {
            var number = i + 1 < lower.Length && lower[i + 1] == ' ' ? i + 2 : i + 1;
            if (number < lower.Length && char.IsDigit(lower[number]))
            {
                return number;
            }
        }

        return Characters.IsWord(lower[i]) ? i : -1;
    }

    // "Plain" is a word that is its own key: letters and digits alone.
    private static int WordEnd(ReadOnlySpan<char> lower, int start, out bool plain)
    {
        plain = true;
        var i = start;
        for (; i < lower.Length && i - start < LongestWord; i++)
        {
            if (Characters.IsWord(lower[i]))
            {
                continue;
            }

            if (i == start || !(Characters.IsUnitSign(lower[i]) || IsInside(lower, start, i)))
            {
                break;
            }

            plain = false;
        }

        // C++, C#, Ca2+; numbers end before: 500+.
        if (char.IsLetter(lower[start]) && i < lower.Length && lower[i] is '+' or '#')
        {
            var sign = i;
            while (i < lower.Length && i < sign + 2 && lower[i] == lower[sign])
            {
                i++;
            }

            plain = false;
        }

        // Micrometres typed as um, and numbers whose unit stands apart, need a key.
        plain &= !char.IsDigit(lower[i - 1]) && !(char.IsDigit(lower[start]) && lower[i - 1] == 'm');
        return i;
    }

    private static bool IsInside(ReadOnlySpan<char> lower, int start, int i)
    {
        var before = lower[i - 1];
        var after = i + 1 < lower.Length ? lower[i + 1] : '\0';
        return lower[i] switch
        {
            '.' => char.IsDigit(before) && char.IsDigit(after),
            ',' => (char.IsDigit(before) && char.IsDigit(after)) || IsLocantComma(lower, start, i),
            '，' => IsLocantComma(lower, start, i),
            '~' or '—' => (char.IsDigit(before) || Characters.IsUnitSign(before) || Characters.IsLatinLetter(before)) && char.IsDigit(after),
            '×' or '*' => char.IsDigit(before) && char.IsDigit(after),
            '^' => char.IsDigit(after) || (after == '-' && i + 2 < lower.Length && char.IsDigit(lower[i + 2])),
            var joint => TermKey.IsJoint(joint) && Characters.IsWord(after),
        };
    }

    // The comma of N,N- and 3,4-: single letters and numbers up to a hyphen, wherever they begin.
    private static bool IsLocantComma(ReadOnlySpan<char> lower, int start, int i)
    {
        if (!char.IsDigit(lower[i - 1]) && i - 1 > start && lower[i - 2] is not (',' or '，' or '-'))
        {
            return false;
        }

        for (var next = i + 1; next < lower.Length && next <= i + 12; next++)
        {
            var isSingle = char.IsDigit(lower[next]) || (char.IsLetter(lower[next]) && !Characters.IsUnspaced(lower[next]) && lower[next - 1] is ',' or '，');
            if (!isSingle && lower[next] is not (',' or '，'))
            {
                return lower[next] == '-' && lower[next - 1] is not (',' or '，');
            }
        }

        return false;
    }

    private static int UnitEnd(ReadOnlySpan<char> lower, int core, int end)
    {
        var from = end + 1;
        if (from >= lower.Length || lower[end] != ' ' || !char.IsNumber(lower[end - 1]) || !char.IsDigit(lower[core]))
        {
            return end;
        }

        var to = from;
        while (to < lower.Length && to - from <= LongestUnit && (Characters.IsWord(lower[to]) || Characters.IsUnitSign(lower[to]) || lower[to] is '/' or '^'))
        {
            to++;
        }

        Span<char> unit = stackalloc char[LongestUnit + 2];
        return to > from && to - from <= LongestUnit && Units.Contains(unit[..TermKey.Write(lower[from..to], unit)]) ? to : end;
    }

    // The unit alone tells what is spoken of, wherever the figure differs: kOe, mPa, mg/L.
    private static void AcceptUnit<TSink>(scoped ReadOnlySpan<char> key, int start, int length, ref TSink sink)
        where TSink : ITermSink, allows ref struct
    {
        var unit = key.TrimStart("0123456789.,-x");
        if (unit.Length > 1 && unit.Length < key.Length && char.IsDigit(key[0]) && Units.Contains(unit))
        {
            sink.Accept(unit, start, length, TermKind.Latin);
        }
    }

    private static void AcceptWord<TSink>(scoped Span<char> word, int start, int length, ref TSink sink)
        where TSink : ITermSink, allows ref struct
    {
        if (!StopWords.IsEnglish(word))
        {
            sink.Accept(word[..PluralStem.Apply(word)], start, length, TermKind.Latin);
        }
    }

    private static void AcceptWithParts<TSink>(scoped Span<char> key, int start, int length, ref TSink sink)
        where TSink : ITermSink, allows ref struct
    {
        var hasJoint = key.TrimEnd("+#").IndexOfAny(TermKey.Joints) > 0;
        if (!hasJoint)
        {
            AcceptWord(key, start, length, ref sink);
        }
        else
        {
            sink.Accept(key, start, length, TermKind.Latin);
        }

        var isPlace = key.Length == length;
        foreach (var range in key.SplitAny(TermKey.Joints))
        {
            var (from, size) = range.GetOffsetAndLength(key.Length);
            size = key.Slice(from, size).TrimEnd("#").Length;
            // Single letters of R&D or K-ε mean nothing alone.
            if (size > 1 && size < key.Length)
            {
                AcceptWord(key.Slice(from, size), isPlace ? start + from : start, isPlace ? size : length, ref sink);
            }
        }
    }

    // A label and its number are written apart and together: TRL 3-4, pH=6.5, GB 12345.
    private static void AcceptLabelled<TSink>(ReadOnlySpan<char> text, ReadOnlySpan<char> lower, int start, int end, ref TSink sink)
        where TSink : ITermSink, allows ref struct
    {
        var number = end + 1;
        if (end - start > LongestLabel || number >= lower.Length || lower[end] is not (' ' or '=' or ':') || !char.IsDigit(lower[number])
            || !(IsUpperCase(text[start..end]) || text[start..end].SequenceEqual("pH")))
        {
            return;
        }

        var numberEnd = WordEnd(lower, number, out _);
        Span<char> key = stackalloc char[LongestLabel + LongestWord + 4];
        lower[start..end].CopyTo(key);
        var length = end - start + TermKey.Write(lower[number..numberEnd], key[(end - start)..]);
        sink.Accept(key[..length], start, numberEnd - start, TermKind.Latin);
    }

    private static bool IsUpperCase(ReadOnlySpan<char> word) => !word.ContainsAnyExceptInRange('A', 'Z');
}
