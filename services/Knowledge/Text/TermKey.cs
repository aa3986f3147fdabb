using System.Buffers;

namespace Matchmaking.Knowledge.Text;

/// <summary>
/// The one spelling under which a word with signs is indexed: raised and lowered figures on the line (m² and m2, CO₂ and CO2, 10⁻³ and
/// 10^-3), one kind of dash in ranges (40～60, 40—60), 5um as 5μm, 1,200 as 1200, 40℃-60℃ as 40-60℃, no blank before a unit.
/// </summary>
internal static class TermKey
{
    /// <summary>What joins the parts of one word.</summary>
    internal static SearchValues<char> Joints { get; } = SearchValues.Create("&-/+'_·");

    private const string Raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>Whether a character joins two letters or digits, as written.</summary>
    internal static bool IsJoint(char character) => character == '–' || Joints.Contains(character);

    /// <summary>Writes the key of a lower-case word; no longer than the word.</summary>
    /// <returns>Its length.</returns>
    internal static int Write(ReadOnlySpan<char> word, Span<char> key)
    {
        var length = 0;
        for (var i = 0; i < word.Length; i++)
        {
            var character = word[i] switch
            {
                >= '₀' and <= '₉' => (char)(word[i] - '₀' + '0'),
                '¹' or '²' or '³' or (>= '⁰' and <= '⁹') => Figure(word[i]),
                '⁻' or '₋' or '–' or '~' or '—' => '-',
                '⁺' or '₊' => '+',
                '×' or '*' => 'x',
                '，' => ',',
                'u' when IsMicro(word, i) => 'μ',
                ',' when IsThousands(word, i) => '\0',
                '^' or ' ' => '\0',
                var same => same,
            };
            if (character != '\0')
            {
                key[length++] = character;
            }
        }

        return WithOneUnit(key[..length]);
    }

    private static char Figure(char raised)
    {
        var figure = Raised.IndexOf(raised, StringComparison.Ordinal);
        return figure < 0 ? raised : (char)('0' + figure);
    }

    private static bool IsMicro(ReadOnlySpan<char> word, int i) =>
        i + 1 < word.Length && word[i + 1] == 'm' && (i == 0 || word[i - 1] == ' ' || char.IsDigit(word[i - 1]))
        && !(i + 2 < word.Length && char.IsLetter(word[i + 2]));

    private static bool IsThousands(ReadOnlySpan<char> word, int i) =>
        i > 0 && i + 3 < word.Length && char.IsDigit(word[i - 1]) && !word.Slice(i + 1, 3).ContainsAnyExceptInRange('0', '9')
        && !(i + 4 < word.Length && (char.IsDigit(word[i + 4]) || word[i + 4] == '-'));

    // 40℃-60℃, 5%-10%, 3mm-5mm: the unit is written once.
    private static int WithOneUnit(Span<char> key)
    {
        var dash = key.IndexOf('-');
        if (dash < 2 || !char.IsDigit(key[0]) || char.IsDigit(key[dash - 1]) || dash + 1 >= key.Length || !char.IsDigit(key[dash + 1]))
        {
            return key.Length;
        }

        var unit = dash;
        while (!char.IsDigit(key[unit - 1]))
        {
            unit--;
        }

        var size = dash - unit;
        if (key.Length - dash <= size + 1 || !key[unit..dash].SequenceEqual(key[^size..]) || !char.IsDigit(key[^(size + 1)]))
        {
            return key.Length;
        }

        key[dash..].CopyTo(key[unit..]);
        return key.Length - size;
    }
}
