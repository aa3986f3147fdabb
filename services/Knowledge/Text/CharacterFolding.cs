using System.Text;

namespace Matchmaking.Knowledge.Text;

/// <summary>
/// One pass over the characters: composes marks, folds full-width letters, digits and signs to ASCII, unifies compatibility
/// ideographs and signs of science, turns every kind of blank into one space, and drops what no reader sees: zero-width and control characters,
/// bidirectional marks, lone surrogates. Chinese punctuation keeps its width: evidence sentences are read by people.
/// </summary>
internal static class CharacterFolding
{
    private const char Dropped = '\0';

    internal static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                _ = folded.Append(text[i]).Append(text[++i]);
                continue;
            }

            if (Signs.Typed(text.AsSpan(i), out var length) is var sign and not Dropped)
            {
                _ = folded.Append(sign);
                i += length - 1;
                continue;
            }

            if (Signs.Unpack(text[i]) is { } letters)
            {
                _ = folded.Append(letters);
                continue;
            }

            var character = Map(text[i]);
            switch (character)
            {
                case Dropped:
                    break;
                case ' ' or '\n':
                    AppendBlank(folded, character);
                    break;
                default:
                    Composition.Append(folded, character);
                    break;
            }
        }

        while (folded.Length > 0 && folded[^1] is ' ' or '\n')
        {
            folded.Length--;
        }

        return folded.ToString();
    }

    // Runs of blanks collapse to one; a line break wins over spaces because sentences end at it.
    private static void AppendBlank(StringBuilder folded, char blank)
    {
        if (folded.Length == 0 || folded[^1] == '\n')
        {
            return;
        }

        if (folded[^1] != ' ')
        {
            _ = folded.Append(blank);
        }
        else if (blank == '\n')
        {
            folded[^1] = '\n';
        }
    }

    private static char Map(char character) => character switch
    {
        >= '!' and <= '~' => character,
        '\n' or '\r' or '\u2028' or '\u2029' or '\u0085' => '\n',
        '\t' or '\v' or '\f' or ' ' or '\u00A0' or '\u1680' or (>= '\u2000' and <= '\u200A') or '\u202F' or '\u205F' or '\u3000' => ' ',
        // Private use characters are what scrapers leave of icon fonts: they separate, they say nothing.
        >= '\uE000' and <= '\uF8FF' => ' ',
        < ' ' or (>= '\u007F' and <= '\u009F') or '\u00AD' or '\u061C' or '\u180E' => Dropped,
        (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F') => Dropped,
        '\uFEFF' or '\uFFFC' or '\uFFFD' or (>= '\uFE00' and <= '\uFE0F') or (>= '\uFFF9' and <= '\uFFFB') => Dropped,
        >= '\uD800' and <= '\uDFFF' => Dropped,
        // U+FF0C, FF1A, FF1B, FF1F, FF01, FF08, FF09: the punctuation of Chinese sentences.
        '，' or '：' or '；' or '？' or '！' or '（' or '）' => character,
        >= '\uFF01' and <= '\uFF5E' => (char)(character - 0xFEE0),
        '\u212B' => '\u00C5',
        '\u2126' => '\u03A9',
        '\u212A' => 'K',
        >= '\uF900' and <= '\uFAFF' => Composition.Unify(character),
        _ => Signs.Unify(character),
    };
}
