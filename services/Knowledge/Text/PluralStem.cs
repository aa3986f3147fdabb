namespace Matchmaking.Knowledge.Text;

/// <summary>
/// The S-stemmer (Harman, How effective is suffixing?, JASIS 1991): folds English plurals and nothing else, so that profile
/// words stay recognisable.
/// </summary>
internal static class PluralStem
{
    private const int ShortestWord = 4;

    /// <summary>Length of the stem; may overwrite the end of the word ("studies" becomes "study").</summary>
    internal static int Apply(Span<char> word)
    {
        if (word.Length < ShortestWord || word[^1] != 's' || !IsAsciiLetters(word))
        {
            return word.Length;
        }

        if (word.EndsWith("ies"))
        {
            if (word[^4] is 'e' or 'a')
            {
                return word.Length;
            }

            word[^3] = 'y';
            return word.Length - 2;
        }

        if (word.EndsWith("es"))
        {
            return word[^3] is 'a' or 'e' or 'o' ? word.Length : word.Length - 1;
        }

        return word[^2] is 'u' or 's' ? word.Length : word.Length - 1;
    }

    private static bool IsAsciiLetters(ReadOnlySpan<char> word)
    {
        foreach (var character in word)
        {
            if (!char.IsAsciiLetterLower(character))
            {
                return false;
            }
        }

        return true;
    }
}
