using System.Buffers;

namespace Matchmaking.Knowledge.Text;

/// <summary>The words of a text in their order, for phrases that people read: Chinese by the lexicon, others by blanks and signs.</summary>
internal static class TextWords
{
    private static readonly SearchValues<char> Figures = SearchValues.Create("0123456789.,/~-%℃ ");

    private const int MostOnStack = 256;

    /// <summary>Cuts a text; what belongs to no word is left out.</summary>
    internal static List<TextWord> Of(string text) => Of(text, Lexicon.Default);

    /// <summary>The same with words of choice.</summary>
    internal static List<TextWord> Of(string text, Lexicon lexicon)
    {
        var words = new List<TextWord>();
        Add(text, 0, lexicon, words);
        return words;
    }

    /// <summary>Adds the words of a piece of a text that begins at a place of it.</summary>
    internal static void Add(ReadOnlySpan<char> text, int offset, Lexicon lexicon, List<TextWord> words)
    {
        var lengths = text.Length <= MostOnStack ? stackalloc byte[MostOnStack] : new byte[text.Length];
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            if (Characters.IsUnspaced(text[i]))
            {
                while (i < text.Length && Characters.IsUnspaced(text[i]))
                {
                    i++;
                }

                Segmenter.Cut(text[start..i], lexicon, lengths);
                for (var at = 0; start + at < i; at += lengths[at])
                {
                    var word = text.Slice(start + at, lengths[at]);
                    var isJoining = lexicon.IsJoining(word);
                    var isVerb = isJoining && word.Length == 1 && JoiningWords.MayName(word[0]);
                    words.Add(new TextWord(offset + start + at, word.Length, false, isJoining && !isVerb, isVerb));
                }
            }
            else if (Characters.IsWord(text[i]))
            {
                while (i < text.Length && IsLatinPart(text, i))
                {
                    i++;
                }

                // A bare number counts something; with letters it names a model or a formula, before a hyphen a place in a molecule (8-萘酚).
                var latin = text[start..i];
                var isCount = !latin.ContainsAnyExcept(Figures) && !(i + 1 < text.Length && text[i] == '-' && Characters.IsUnspaced(text[i + 1]));
                words.Add(new TextWord(offset + start, i - start, true, isCount || StopWords.IsEnglish(latin.ToString().ToLowerInvariant()), false));
            }
            else
            {
                i++;
            }
        }
    }

    private static bool IsLatinPart(ReadOnlySpan<char> text, int i) =>
        Characters.IsWord(text[i]) || Characters.IsUnitSign(text[i])
        || (text[i] is '-' or '/' or '&' or '.' or '+' && i + 1 < text.Length && Characters.IsWord(text[i + 1]));
}

/// <summary>One word of a text.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">Its length.</param>
/// <param name="IsLatin">Whether it is of letters or digits.</param>
/// <param name="IsJoining">Whether it joins or counts rather than names.</param>
/// <param name="IsLoneVerb">Whether it is one character that tells, but may belong to a name that the dictionary does not know.</param>
internal readonly record struct TextWord(int Start, int Length, bool IsLatin, bool IsJoining, bool IsLoneVerb)
{
    internal int End => Start + Length;
}
