using System.Globalization;
using System.Text;

namespace Matchmaking.Loader;

/// <summary>Text measured in terminal cells, of which a Chinese character takes two.</summary>
internal sealed class TerminalText(int width, bool colour)
{
    private const string Eighths = " ▏▎▍▌▋▊▉█";

    public int Width { get; } = width;

    public string Bold(string text) => Style("1", text);

    public string Dim(string text) => Style("2", text);

    public string Green(string text) => Style("32", text);

    public static int DetectWidth()
    {
        var stated = int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) ? columns : 0;
        return Math.Clamp(Console.IsOutputRedirected ? stated > 0 ? stated : 120 : Console.WindowWidth, 72, 200);
    }

    public static bool DetectColour() => !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "";

    public static int CellsOf(string text) => text.EnumerateRunes().Sum(CellsOf);

    /// <summary>Exactly that many cells: cut with an ellipsis or filled with spaces.</summary>
    public static string Fit(string text, int cells)
    {
        var cut = Cut(text, cells);
        return cut + new string(' ', cells - CellsOf(cut));
    }

    /// <summary>At most that many cells, on one line.</summary>
    public static string Cut(string text, int cells)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (CellsOf(line) <= cells)
        {
            return line;
        }

        var kept = new StringBuilder();
        var used = 1;
        foreach (var rune in line.EnumerateRunes().TakeWhile(rune => (used += CellsOf(rune)) <= cells))
        {
            kept.Append(rune);
        }

        return cells < 1 ? "" : kept.Append('…').ToString();
    }

    /// <summary>A bar of so many cells for a score of 0 to 100, exact to an eighth of a cell.</summary>
    public static string Bar(double score, int cells)
    {
        var eighths = (int)Math.Round(Math.Clamp(score, 0, 100) / 100 * cells * 8);
        var bar = new string('█', eighths / 8) + (eighths % 8 == 0 ? "" : Eighths[eighths % 8]);
        return bar.PadRight(cells);
    }

    private string Style(string code, string text) => colour ? $"\u001b[{code}m{text}\u001b[0m" : text;

    private static int CellsOf(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.Control => 0,
        _ => IsWide(rune.Value) ? 2 : 1,
    };

    // The wide and full-width blocks of Unicode Standard Annex 11.
    private static bool IsWide(int value) => value is
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3)
        or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF01 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6)
        or (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F900 and <= 0x1F9FF) or (>= 0x20000 and <= 0x3FFFD);
}
