using System.Globalization;

namespace Matchmaking.Tables;

/// <summary>
/// Keeps texts from becoming formulae where a spreadsheet program opens them (CSV injection, OWASP; CWE-1236): what begins like one is written
/// with an apostrophe before it, and read without.
/// </summary>
public static class FormulaGuard
{
    // In full and in small width too: programs with a Chinese input method take them for the plain ones.
    private const string Signs = "=+-@＝＋－＠﹦﹢﹣﹫";

    /// <summary>True when <paramref name="text"/> may be taken for a formula; also behind blanks, control and format characters, and with apostrophes before it.</summary>
    public static bool IsRisky(ReadOnlySpan<char> text)
    {
        text = text.TrimStart('\'');
        for (var i = 0; i < text.Length; i++)
        {
            if (Signs.Contains(text[i]) || text[i] is '\t' or '\r')
            {
                return true;
            }

            if (!char.IsWhiteSpace(text[i]) && CharUnicodeInfo.GetUnicodeCategory(text[i]) is not (UnicodeCategory.Control or UnicodeCategory.Format))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>The text as it may stand in a cell of CSV.</summary>
    public static string Neutralise(string text) => IsRisky(text) ? $"'{text}" : text;

    /// <summary>The text that <see cref="Neutralise"/> was given.</summary>
    public static string Restore(string cell) => cell.Length > 1 && cell[0] == '\'' && IsRisky(cell) ? cell[1..] : cell;
}
