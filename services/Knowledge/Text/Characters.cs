namespace Matchmaking.Knowledge.Text;

/// <summary>The classes of characters that text handling tells apart.</summary>
internal static class Characters
{
    /// <summary>Han ideographs of the basic plane.</summary>
    internal static bool IsHan(char character) => character is (>= '\u3400' and <= '\u4DBF') or (>= '\u4E00' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');

    /// <summary>Scripts written without blanks: Han, kana, Hangul. They are cut into bigrams.</summary>
    internal static bool IsUnspaced(char character) =>
        IsHan(character) || character is (>= '\u3041' and <= '\u30FA') or '\u30FC' or (>= '\uAC00' and <= '\uD7A3') or '〇' or '々';

    /// <summary>Latin letters with or without marks.</summary>
    internal static bool IsLatinLetter(char character) =>
        char.IsAsciiLetter(character) || (character is >= '\u00C0' and <= '\u024F' or (>= '\u1E00' and <= '\u1EFF') && char.IsLetter(character));

    /// <summary>Letters and digits of the spaced scripts.</summary>
    internal static bool IsWord(char character) => !IsUnspaced(character) && char.IsLetterOrDigit(character);

    /// <summary>Signs that belong to the number or unit before them: %, ℃, ², ⁻.</summary>
    internal static bool IsUnitSign(char character) =>
        character is '%' or '‰' or '°' or '℃' or '℉' or '²' or '³' or '¹' or 'µ' or 'Ω' or (>= '\u2070' and <= '\u208E');
}
