namespace Matchmaking.Ranking.Text;

/// <summary>Cuts a normalised text into sentences; each is a verbatim piece of the text.</summary>
internal static class Sentences
{
    // What is longer is a list or a table; it is cut at a comma so that evidence stays readable.
    private const int LongestSentence = 160;

    internal static List<string> Split(string text)
    {
        var sentences = new List<string>();
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
    private static bool EndsAt(string text, int i) => text[i] switch
    {
        '。' or '！' or '？' or '；' or '\n' or ';' => true,
        '.' or '!' or '?' => i + 1 == text.Length || text[i + 1] is ' ' or '\n' || Characters.IsHan(text[i + 1]),
        _ => false,
    };

    private static void Take(List<string> sentences, string text, int start, int end)
    {
        var sentence = text.AsSpan(start, Math.Max(0, end - start)).Trim();
        if (sentence.Length > 1)
        {
            sentences.Add(sentence.ToString());
        }
    }
}
