using Matchmaking.Ranking.Text;

namespace Matchmaking.Ranking.Explanations;

/// <summary>
/// The phrases a sentence shares with a demand, as people read them: longest common pieces instead of single bigrams, function
/// characters cut off at both ends, general words left out.
/// </summary>
internal sealed class CommonPhrases
{
    // Positions tried per bigram: texts that repeat one bigram thousands of times stay linear.
    private const int MostPositions = 24;
    private const int LongestDemand = 20_000;

    private readonly string demand;
    private readonly Dictionary<int, List<int>> positions = [];
    private readonly PhraseWeights weights;

    internal CommonPhrases(IEnumerable<string> demandTexts, PhraseWeights weights)
    {
        this.weights = weights;
        var text = string.Join('\n', demandTexts).ToLowerInvariant();
        demand = text.Length > LongestDemand ? text[..LongestDemand] : text;
        for (var i = 0; i + 1 < demand.Length; i++)
        {
            var key = Key(demand[i], demand[i + 1]);
            if (!positions.TryGetValue(key, out var list))
            {
                positions[key] = list = [];
            }

            if (list.Count < MostPositions)
            {
                list.Add(i);
            }
        }
    }

    /// <summary>Phrases of a sentence, heaviest first; each is a verbatim piece of the sentence.</summary>
    internal List<string> In(string sentence, int most)
    {
        var lower = sentence.ToLowerInvariant();
        var found = new List<(string Phrase, double Weight)>();
        for (var i = 0; i + 1 < lower.Length;)
        {
            var length = LongestAt(lower, i, out var at);
            if (length < 2)
            {
                i++;
                continue;
            }

            var (start, end) = Trim(lower, i, i + length);
            if (end - start >= 2 && IsReadable(lower, start, end, at + start - i))
            {
                found.Add((sentence[start..end], weights.Sum(lower.AsSpan(start, end - start))));
            }

            // The last character may begin the next phrase: matches may overlap by one.
            i += Math.Max(1, length - 1);
        }

        return [.. found.Where(phrase => phrase.Weight > 0)
            .GroupBy(phrase => phrase.Phrase, StringComparer.OrdinalIgnoreCase)
            .Select(group => group.First())
            .OrderByDescending(phrase => phrase.Weight).ThenBy(phrase => phrase.Phrase, StringComparer.Ordinal)
            .Select(phrase => phrase.Phrase)
            .Take(most)];
    }

    private int LongestAt(string lower, int i, out int at)
    {
        at = -1;
        var longest = 0;
        if (!positions.TryGetValue(Key(lower[i], lower[i + 1]), out var starts))
        {
            return 0;
        }

        foreach (var start in starts)
        {
            var length = 0;
            while (i + length < lower.Length && start + length < demand.Length && lower[i + length] == demand[start + length] && IsText(lower[i + length]))
            {
                length++;
            }

            if (length > longest)
            {
                (longest, at) = (length, start);
            }
        }

        return longest;
    }

    // Cuts what is no whole word: half Latin words and function characters at the ends.
    private static (int Start, int End) Trim(string lower, int start, int end)
    {
        while (start < end && Characters.IsWord(lower[start]) && start > 0 && Characters.IsWord(lower[start - 1]))
        {
            start++;
        }

        while (end > start && Characters.IsWord(lower[end - 1]) && end < lower.Length && Characters.IsWord(lower[end]))
        {
            end--;
        }

        while (start < end && (StopWords.IsFunction(lower[start]) || !IsLetterLike(lower[start])))
        {
            start++;
        }

        while (end > start && (lower[end - 1] == '一' || StopWords.IsFunction(lower[end - 1]) || !(IsLetterLike(lower[end - 1]) || Characters.IsUnitSign(lower[end - 1]))))
        {
            end--;
        }

        return (start, end);
    }

    private bool IsReadable(string lower, int start, int end, int inDemand)
    {
        var phrase = lower.AsSpan(start, end - start);
        if (Characters.IsWord(phrase[0]) && Characters.IsWord(phrase[^1]))
        {
            // Bare numbers prove nothing, and neither do words no index term is made of.
            return phrase.ContainsAnyInRange('a', 'z') && !StopWords.IsEnglish(phrase) && weights.Sum(phrase) > 0;
        }

        if (phrase.Length > 2)
        {
            return !(phrase.Length == 4 && StopWords.IsChinese(phrase[..2]) && StopWords.IsChinese(phrase[2..]));
        }

        // Two characters may be the end of one word and the beginning of the next. Where a word really ends, punctuation or a function
        // character stands beside it sooner or later: asked for in both texts.
        return !StopWords.IsChinese(phrase) && !"一二两三几第多半".Contains(phrase[0]) && IsBounded(lower, start, end) && IsBounded(demand, inDemand, inDemand + phrase.Length);
    }

    private static bool IsBounded(string text, int start, int end) =>
        start == 0 || end == text.Length || IsBoundary(text[start - 1]) || IsBoundary(text[end]);

    private static bool IsBoundary(char character) => !Characters.IsUnspaced(character) || StopWords.IsFunction(character);

    private static bool IsLetterLike(char character) => Characters.IsUnspaced(character) || Characters.IsWord(character);

    // Blanks and joints may stand inside a phrase (deep learning, Ni-Cr), punctuation may not.
    private static bool IsText(char character) => IsLetterLike(character) || Characters.IsUnitSign(character) || character is ' ' or '-' or '/' or '&' or '+' or '.';

    private static int Key(char first, char second) => (first << 16) | second;
}
