using System.Collections.Frozen;
using System.Text;

namespace Matchmaking.Knowledge.Text;

/// <summary>
/// Unicode canonical composition (form C) of the scripts met in profiles and needs. Our own, because under
/// InvariantGlobalization <see cref="string.Normalize()"/> returns its input unchanged: measured on .NET 10, "ne" + U+0300 stays
/// three characters. Marks are composed in the order in which they stand; reordering of several marks is not attempted.
/// </summary>
internal static class Composition
{
    private static readonly FrozenDictionary<(char, char), char> Composed = CompositionTable.Rows
        .SelectMany(row => row.BaseAndComposed.Chunk(2).Select(pair => KeyValuePair.Create((pair[0], row.Mark), pair[1])))
        .ToFrozenDictionary();

    /// <summary>The unified ideograph a CJK compatibility ideograph stands for (such as U+F90A for 金); any other character unchanged.</summary>
    internal static char Unify(char character)
    {
        var index = character - '\uF900';
        if ((uint)index >= (uint)CompositionTable.CompatibilityIdeographs.Length)
        {
            return character;
        }

        var unified = CompositionTable.CompatibilityIdeographs[index];
        return unified == ' ' ? character : unified;
    }

    /// <summary>Appends a character, composing it with the last one when it is a combining mark that fits.</summary>
    internal static void Append(StringBuilder text, char character)
    {
        var isMark = character is (>= '\u0300' and <= '\u036F') or '\u3099' or '\u309A';
        if (isMark && text.Length > 0 && Composed.TryGetValue((text[^1], character), out var composed))
        {
            text[^1] = composed;
            return;
        }

        _ = text.Append(character);
    }
}
