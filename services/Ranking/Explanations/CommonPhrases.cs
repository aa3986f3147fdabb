using System.Runtime.InteropServices;
using Matchmaking.Knowledge.Text;

namespace Matchmaking.Ranking.Explanations;

/// <summary>
/// The phrases a sentence shares with a demand, as people read them: longest common pieces instead of single bigrams, function
/// characters cut off at both ends, general words left out. Not for use by several threads at once.
/// </summary>
internal sealed class CommonPhrases
{
    // Positions tried per bigram: texts that repeat one bigram thousands of times stay linear.
    private const int MostPositions = 24;
    private const int LongestDemand = 20_000;

    private readonly string demand;
    // Where a pair of characters begins first, and for each place the next one of the same pair; -1 behind the last.
    private readonly Dictionary<int, int> firsts = [];
    private readonly int[] nexts;
    private readonly PhraseWeights weights;

    // Of the sentence that is being read.
    private readonly List<TextWord> words = [];
    private readonly List<(string Phrase, double Weight)> found = [];

    internal CommonPhrases(IEnumerable<string> demandTexts, PhraseWeights weights)
    {
        this.weights = weights;
        var text = string.Join('\n', demandTexts).ToLowerInvariant();
        demand = text.Length > LongestDemand ? text[..LongestDemand] : text;
        nexts = new int[demand.Length];
        for (var i = demand.Length - 2; i >= 0; i--)
        {
            ref var first = ref CollectionsMarshal.GetValueRefOrAddDefault(firsts, Key(demand[i], demand[i + 1]), out var isKnown);
            nexts[i] = isKnown ? first : -1;
            first = i;
        }
    }

    /// <summary>Phrases of a sentence, heaviest first; each is a verbatim piece of the sentence.</summary>
    internal List<string> In(string sentence, int most)
    {
        var lower = sentence.ToLowerInvariant();
        words.Clear();
        found.Clear();
        var cut = 0;
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
                cut = CutStretch(sentence, i, i + length, cut);
            }

            NoteCompounds(sentence, lower, i, i + length, at);

            // The last character may begin the next phrase: matches may overlap by one.
            i += Math.Max(1, length - 1);
        }

        found.Sort(static (left, right) => right.Weight.CompareTo(left.Weight) is var byWeight and not 0 ? byWeight : string.CompareOrdinal(left.Phrase, right.Phrase));
        var phrases = new List<string>(Math.Min(most, found.Count));
        for (var i = 0; i < found.Count && phrases.Count < most; i++)
        {
            phrases.Add(found[i].Phrase);
        }

        return phrases;
    }

    // Adds the words from the sign before a common piece to the sign behind it: only what is shared is cut into words, and no word reaches over a sign.
    private int CutStretch(string sentence, int start, int end, int cut)
    {
        while (start > cut && IsText(sentence[start - 1]))
        {
            start--;
        }

        while (end < sentence.Length && IsText(sentence[end]))
        {
            end++;
        }

        TextWords.Add(sentence.AsSpan(start, end - start), start, Lexicon.Default, words);
        return end;
    }

    // The whole words of a common piece, from one joining word to the next: half words at its ends are no part of a phrase.
    private void NoteCompounds(string sentence, string lower, int start, int end, int inDemand)
    {
        var (from, to, count) = (0, 0, 0);
        for (var i = FirstFrom(start); i < words.Count && words[i].End <= end; i++)
        {
            if (words[i].IsJoining)
            {
                Note(sentence, lower, from, to, count, inDemand + from - start);
                count = 0;
                continue;
            }

            from = count == 0 ? words[i].Start : from;
            to = words[i].End;
            count++;
        }

        Note(sentence, lower, from, to, count, inDemand + from - start);
    }

    // Each phrase once, as it is written first.
    private void Note(string sentence, string lower, int start, int end, int wordCount, int inDemand)
    {
        if (wordCount == 0 || end - start < 2 || !IsReadable(lower, start, end, wordCount, inDemand))
        {
            return;
        }

        var phrase = sentence.AsSpan(start, end - start);
        foreach (var (known, _) in found)
        {
            if (phrase.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return;
            }
        }

        if (weights.Sum(lower.AsSpan(start, end - start)) is var weight and > 0)
        {
            found.Add((phrase.ToString(), weight));
        }
    }

    private int FirstFrom(int start)
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
        var tried = 0;
        for (var start = firsts.GetValueOrDefault(Key(lower[i], lower[i + 1]), -1); start >= 0 && tried < MostPositions; start = nexts[start], tried++)
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
