namespace Matchmaking.Knowledge.Text;

/// <summary>Cuts a normalised text into sentences; each is a verbatim piece of the text.</summary>
internal static class Sentences
{
    // What is longer is a list or a table; it is cut at a comma so that evidence stays readable.
    private const int LongestSentence = 160;

    internal static List<string> Split(string text) => Places(text).ConvertAll(place => text.Substring(place.Start, place.Length));

    /// <summary>Where a sentence stands in a text too long to be split for it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">A place in the sentence.</param>
    internal static (int Start, int Length) Around(ReadOnlySpan<char> text, int place)
    {
        var start = place;
        while (start > 0 && place - start < LongestSentence && !EndsAt(text, start - 1))
        {
            start--;
        }

        start += start > 0 && char.IsLowSurrogate(text[start]) ? 1 : 0;
        var end = Math.Min(text.Length, start + (2 * LongestSentence));
        var found = Places(text[start..end]).FindLast(sentence => start + sentence.Start <= place);
        return (start + found.Start, found.Length);
    }

    /// <summary>Where the sentences stand, in the order of the text.</summary>
    internal static List<(int Start, int Length)> Places(ReadOnlySpan<char> text)
    {
        var sentences = new List<(int, int)>();
        var start = 0;
        var comma = -1;
        for (var i = 0; i < text.Length; i++)
        {
            if (EndsAt(text, i))
            {
                Take(sentences, text, start, i + 1);
                (start, comma) = (i + 1, -1);
            }
            else if (text[i] is '，' or ',' or '、' or ' ')
            {
                comma = i;
            }

            if (i + 1 - start >= LongestSentence)
            {
                var end = comma > start ? comma + 1 : char.IsHighSurrogate(text[i]) ? i : i + 1;
                Take(sentences, text, start, end);
                (start, comma) = (end, -1);
            }
        }

        Take(sentences, text, start, text.Length);
        return sentences;
    }

    // A full stop ends a sentence before a blank or a Han character only: 0.5 and e.g. v2.1 go on.
    private static bool EndsAt(ReadOnlySpan<char> text, int i) => text[i] switch
    {
        '。' or '！' or '？' or '；' or '\n' or ';' => true,
        '.' or '!' or '?' => i + 1 == text.Length || text[i + 1] is ' ' or '\n' || Characters.IsHan(text[i + 1]),
        _ => false,
    };

    private static void Take(List<(int Start, int Length)> sentences, ReadOnlySpan<char> text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        if (end - start > 1)
        {
            sentences.Add((start, end - start));
        }
    }
}
