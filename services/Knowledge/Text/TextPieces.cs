namespace Matchmaking.Knowledge.Text;

/// <summary>
/// Cuts a text into pieces that read as phrases: whole words standing beside each other, up to where punctuation or a joining word ends
/// them, general words taken off the ends. What is longer than a compound is halved where two words meet.
/// </summary>
internal static class TextPieces
{
    private const int ShortestPhrase = 3;
    private const int LongestCompound = 8;

    // A formula beside a compound may make it longer.
    private const int LongestPhrase = 12;

    internal static IEnumerable<string> Cut(string text)
    {
        var words = TextWords.Of(text);
        var phrases = new List<string>();
        for (var i = 0; i < words.Count;)
        {
            var from = i;
            while (i < words.Count && !words[i].IsJoining && (i == from || words[i - 1].End == words[i].Start || IsHyphenated(text, words[i - 1], words[i])))
            {
                i++;
            }

            AddPhrases(text, words[from..i], phrases);
            i += i == from ? 1 : 0;
        }

        return phrases;
    }

    // 1-氨基-8-萘酚 is one name, though its words do not touch.
    private static bool IsHyphenated(string text, TextWord left, TextWord right) => right.Start == left.End + 1 && text[left.End] is '-' or '·';

    private static void AddPhrases(string text, List<TextWord> words, List<string> phrases)
    {
        var from = 0;
        var to = words.Count;
        while (from < to && IsGeneral(text, words[from]))
        {
            from++;
        }

        while (to > from && (IsGeneral(text, words[to - 1]) || words[to - 1].IsLoneVerb || IsLoneDegree(text, words[to - 1])))
        {
            to--;
        }

        if (from == to)
        {
            return;
        }

        words = words[from..to];
        var length = words[^1].End - words[0].Start;
        var chinese = words.Where(word => !word.IsLatin).Sum(word => word.Length);
        if ((chinese > LongestCompound || length > LongestPhrase) && words.Count > 1)
        {
            var half = Middle(words);
            AddPhrases(text, words[..half], phrases);
            AddPhrases(text, words[half..], phrases);
            return;
        }

        if (length is >= ShortestPhrase and <= LongestPhrase)
        {
            phrases.Add(text.Substring(words[0].Start, length));
        }
    }

    // A compound ends in its noun, so a character that is no word of its own stays with what is before it, unless it tells what is done.
    private static int Middle(List<TextWord> words)
    {
        var middle = (words[0].Start + words[^1].End) / 2.0;
        return Enumerable.Range(1, words.Count - 1).MinBy(i => Math.Abs(words[i].Start - middle) + (words[i].IsLoneVerb ? -2 : words[i].Length == 1 && !words[i].IsLatin ? 2 : 0));
    }

    private static bool IsGeneral(string text, TextWord word) => !word.IsLatin && StopWords.IsChinese(text.AsSpan(word.Start, word.Length));

    // 大, 低, 高: they wait for what they describe.
    private static bool IsLoneDegree(string text, TextWord word) => word.Length == 1 && "大小高低新旧多少长短全强快慢好坏老".Contains(text[word.Start]);
}
