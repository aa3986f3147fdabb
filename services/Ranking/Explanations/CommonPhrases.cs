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
        var words = new List<TextWord>();
        var cut = 0;
        var found = new List<(string Phrase, double Weight)>();
        for (var i = 0; i + 1 < lower.Length;)
        {
            var length = LongestAt(lower, i, out var at);
            if (length < 2)
            {
                i++;
                continue;
            }

            if (i + length > cut)
            {
                cut = CutStretch(sentence, i, i + length, cut, words);
            }

            foreach (var (start, end, wordCount) in Compounds(words, i, i + length))
            {
                if (end - start >= 2 && IsReadable(lower, start, end, wordCount, at + start - i))
                {
                    found.Add((sentence[start..end], weights.Sum(lower.AsSpan(start, end - start))));
                }
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

    // Adds the words from the sign before a common piece to the sign behind it: only what is shared is cut into words, and no word reaches over a sign.
    private static int CutStretch(string sentence, int start, int end, int cut, List<TextWord> words)
    {
        while (start > cut && IsText(sentence[start - 1]))
        {
            start--;
        }

        while (end < sentence.Length && IsText(sentence[end]))
        {
            end++;
        }

        words.AddRange(TextWords.Of(sentence[start..end]).Select(word => word with { Start = word.Start + start }));
        return end;
    }

    // The whole words of a common piece, from one joining word to the next: half words at its ends are no part of a phrase.
    private static IEnumerable<(int Start, int End, int Words)> Compounds(List<TextWord> words, int start, int end)
    {
        var (from, to, count) = (0, 0, 0);
        for (var i = FirstFrom(words, start); i < words.Count && words[i].End <= end; i++)
        {
            if (words[i].IsJoining)
            {
                if (count > 0)
                {
                    yield return (from, to, count);
                }

                count = 0;
                continue;
            }

            from = count == 0 ? words[i].Start : from;
            to = words[i].End;
            count++;
        }

        if (count > 0)
        {
            yield return (from, to, count);
        }
    }

    private static int FirstFrom(List<TextWord> words, int start)
    {
        var low = 0;
        var high = words.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = words[middle].Start < start ? (middle + 1, high) : (low, middle);
        }

        return low;
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

    private bool IsReadable(string lower, int start, int end, int words, int inDemand)
    {
        var phrase = lower.AsSpan(start, end - start);
        if (Characters.IsWord(phrase[0]) && Characters.IsWord(phrase[^1]))
        {
            // Bare numbers prove nothing, and neither do words no index term is made of.
            return phrase.ContainsAnyInRange('a', 'z') && !StopWords.IsEnglish(phrase) && weights.Sum(phrase) > 0;
        }

        if (phrase.Length > 2)
        {
            return !(phrase.Length == 4 && StopWords.IsChinese(phrase[..2]) && StopWords.IsChinese(phrase[2..])) && !StopWords.IsChinese(phrase);
        }

        // Two characters that are no word may be the end of one and the beginning of the next. Where a word really ends, punctuation or a
        // function character stands beside it sooner or later: asked for in both texts.
        return !StopWords.IsChinese(phrase) && !"一二两三几第多半".Contains(phrase[0])
            && (words == 1 || (IsBounded(lower, start, end) && IsBounded(demand, inDemand, inDemand + phrase.Length)));
    }

    private static bool IsBounded(string text, int start, int end) =>
        start == 0 || end == text.Length || IsBoundary(text[start - 1]) || IsBoundary(text[end]);

    private static bool IsBoundary(char character) => !Characters.IsUnspaced(character) || StopWords.IsFunction(character);

    private static bool IsLetterLike(char character) => Characters.IsUnspaced(character) || Characters.IsWord(character);

    // Blanks and joints may stand inside a phrase (deep learning, Ni-Cr), punctuation may not.
    private static bool IsText(char character) => IsLetterLike(character) || Characters.IsUnitSign(character) || character is ' ' or '-' or '/' or '&' or '+' or '.';

    private static int Key(char first, char second) => (first << 16) | second;
}
