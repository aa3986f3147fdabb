namespace Matchmaking.Ranking.Text;

/// <summary>Cuts a text into pieces that read as phrases: between punctuation and function characters, general words taken off the ends.</summary>
internal static class TextPieces
{
    private const int ShortestPhrase = 3;
    private const int LongestPhrase = 12;

    internal static IEnumerable<string> Cut(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var inside = i < text.Length && (Characters.IsUnspaced(text[i]) ? !StopWords.IsFunction(text[i]) : IsLatinPart(text, i, start));
            if (inside)
            {
                start = start < 0 ? i : start;
                continue;
            }

            if (start >= 0 && Phrase(text.AsSpan(start, i - start)) is { } phrase)
            {
                yield return phrase;
            }

            start = -1;
        }
    }

    private static bool IsLatinPart(string text, int i, int start) =>
        Characters.IsWord(text[i]) || (start >= 0 && (Characters.IsUnitSign(text[i]) || text[i] is '-' or '/' or '&' or '.')
            && i + 1 < text.Length && (Characters.IsWord(text[i + 1]) || Characters.IsUnspaced(text[i + 1])));

    private static string? Phrase(ReadOnlySpan<char> piece)
    {
        while (piece.Length > ShortestPhrase && StopWords.IsChinese(piece[..2]))
        {
            piece = piece[2..];
        }

        while (piece.Length > ShortestPhrase && StopWords.IsChinese(piece[^2..]))
        {
            piece = piece[..^2];
        }

        var hasMeaning = !StopWords.IsEnglish(piece.ToString().ToLowerInvariant()) && piece.ContainsAnyExceptInRange('0', '9');
        return piece.Length is >= ShortestPhrase and <= LongestPhrase && hasMeaning && !StopWords.IsChinese(piece[..2]) ? piece.ToString() : null;
    }
}
