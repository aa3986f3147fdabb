namespace Matchmaking.Knowledge.Text;

/// <summary>
/// Signs that are written in several ways and read as one: units packed into one character, ligatures of typesetting, Roman numerals,
/// the micro sign, degrees, comparators typed in two characters. What reads differently (m² and m2, CO₂ and CO2) stays for the reader
/// and is unified in index terms only, by <see cref="LatinTerms"/>.
/// </summary>
internal static class Signs
{
    private static readonly string?[] Packed = Table(
        "㎎mg ㎏kg ㎍μg ㎜mm ㎝cm ㎞km ㎛μm ㎚nm ㎟mm² ㎠cm² ㎡m² ㎢km² ㎣mm³ ㎤cm³ ㎥m³ ㎖mL ㎕μL ㎗dL ㏄cc ㎐Hz ㎑kHz ㎒MHz ㎓GHz ㎩Pa ㎪kPa ㎫MPa "
        + "㎬GPa ㎰ps ㎱ns ㎲μs ㎳ms ㎷mV ㎸kV ㎺pW ㎻nW ㎼μW ㎽mW ㎾kW ㎿MW ㏀kΩ ㏁MΩ ㏄cc ㏈dB ㏕mil ㏑ln ㏒log ㏔mb ㏗pH ㏖PPM ㎂μA ㎃mA ㎄kA ㎅KB ㎆MB ㎇GB "
        + "ﬀff ﬁfi ﬂfl ﬃffi ﬄffl ⅠI ⅡII ⅢIII ⅣIV ⅤV ⅥVI ⅦVII ⅧVIII ⅨIX ⅩX ⅪXI ⅫXII ⅰi ⅱii ⅲiii ⅳiv ⅴv ⅵvi ⅶvii ⅷviii ⅸix ⅹx №No. ℓL");

    /// <summary>What a packed sign says in letters; null for any other character.</summary>
    internal static string? Unpack(char character) => character >= '\u2100' ? Packed[character] : null;

    /// <summary>One character for another that looks or means the same.</summary>
    internal static char Unify(char character) => character switch
    {
        '\u00B5' => 'μ',
        '\u02DA' or '\u00BA' => '°',
        '\u2212' or '\uFE63' => '-',
        '\u2010' or '\u2011' or '\u2043' => '-',
        '\u301C' or '\u223C' or '\u02DC' => '~',
        '≧' or '⩾' or '≥' => '≥',
        '≦' or '⩽' or '≤' => '≤',
        '\u2236' => ':',
        '\u03D5' or '\u2300' => 'φ',
        '\u2715' or '\u2A2F' => '×',
        '\u2022' or '\u2219' or '\u22C5' or '\u2027' or '\u30FB' => '·',
        '\uFE6A' => '%',
        _ => character,
    };

    /// <summary>A sign typed in several characters: °C, &gt;=5, +/-0.1; '\0' when none stands there.</summary>
    internal static char Typed(ReadOnlySpan<char> text, out int length)
    {
        length = 2;
        if (text.Length > 1 && text[0] is '°' or '\u02DA' or '\u00BA' && !(text.Length > 2 && char.IsAsciiLetterOrDigit(text[2])))
        {
            return text[1] switch { 'C' => '℃', 'F' => '℉', _ => '\0' };
        }

        if (text.Length > 2 && text[0] is '>' or '<' or '＞' or '＜' && text[1] is '=' or '＝' && IsNumberNext(text[2..]))
        {
            return text[0] is '>' or '＞' ? '≥' : '≤';
        }

        length = 3;
        return text.StartsWith("+/-") && IsNumberNext(text[3..]) ? '±' : '\0';
    }

    private static bool IsNumberNext(ReadOnlySpan<char> text) =>
        text.Length > 0 && (char.IsAsciiDigit(text[0]) || (text[0] == ' ' && text.Length > 1 && char.IsAsciiDigit(text[1])));

    private static string?[] Table(string rows)
    {
        var table = new string?[char.MaxValue + 1];
        foreach (var row in rows.Split(' '))
        {
            table[row[0]] = row[1..];
        }

        return table;
    }
}
