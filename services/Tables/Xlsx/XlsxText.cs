using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Matchmaking.Tables.Xlsx;

/// <summary>Characters that XML cannot hold stand in a workbook as <c>_xHHHH_</c> (ECMA-376, part 1, 22.9.2.19, ST_Xstring).</summary>
internal static partial class XlsxText
{
    /// <summary>The text that stands for <paramref name="text"/> in XML.</summary>
    public static string Escape(string text)
    {
        var first = text.AsSpan().IndexOfAny("_\r\uFFFE\uFFFF");
        if (first < 0 && !text.Any(IsForbidden))
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var needs = text[i] == '_' ? Code().IsMatch(text.AsSpan(i)) : IsForbidden(text[i]);
            _ = needs ? escaped.Append(CultureInfo.InvariantCulture, $"_x{(int)text[i]:X4}_") : escaped.Append(text[i]);
        }

        return escaped.ToString();
    }

    /// <summary>The text that was meant.</summary>
    public static string Unescape(string text) => text.Contains("_x", StringComparison.OrdinalIgnoreCase)
        ? AnyCode().Replace(text, code => ((char)int.Parse(code.ValueSpan[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString())
        : text;

    // A carriage return would be read as a line feed.
    private static bool IsForbidden(char c) => c is < ' ' and not ('\t' or '\n') or '\uFFFE' or '\uFFFF';

    [GeneratedRegex("^_x[0-9A-Fa-f]{4}_")]
    private static partial Regex Code();

    [GeneratedRegex("_x[0-9A-Fa-f]{4}_")]
    private static partial Regex AnyCode();
}
