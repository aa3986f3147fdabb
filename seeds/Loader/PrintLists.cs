using System.Globalization;

namespace Matchmaking.Loader;

/// <summary>Shows a handful of lists: some with experts, spread over the enterprises, and one for which nobody was found.</summary>
internal static class PrintLists
{
    private const int Shown = 5;
    private const int Rows = 5;
    private const int BarCells = 10;

    public static void Run(IReadOnlyList<RankedDemand> lists, TerminalText terminal)
    {
        foreach (var list in Choose(lists))
        {
            foreach (var line in Lines(list, terminal))
            {
                Console.WriteLine(line);
            }
        }

        var empty = lists.Count(IsEmpty);
        Console.WriteLine($"\n{lists.Count} lists, {empty} of them empty because the evidence was too thin for a name.");
    }

    public static IEnumerable<string> Lines(RankedDemand ranked, TerminalText terminal)
    {
        var matches = ranked.List.Matches;
        yield return "";
        yield return terminal.Bold("● " + TerminalText.Cut(ranked.Demand.Title, terminal.Width - 2));
        yield return terminal.Dim("  " + TerminalText.Cut($"{ranked.Demand.Enterprise} · {ranked.Demand.Ref} · {matches.Count} {(matches.Count == 1 ? "expert" : "experts")}", terminal.Width - 2));
        foreach (var match in matches.Take(Rows))
        {
            yield return Line(match, terminal);
        }

        if (matches.Count == 0)
        {
            yield return $"   no list: {ranked.List.Abstention ?? "no reason given"}";
        }
    }

    private static string Line(ListedMatch match, TerminalText terminal)
    {
        var name = Math.Clamp(terminal.Width / 6, 14, 22);
        var institute = Math.Clamp(terminal.Width / 5, 14, 26);
        var sentence = terminal.Width - (3 + 7 + 1 + BarCells + 1 + name + 1 + institute + 1);
        var score = match.Score.ToString("F1", CultureInfo.InvariantCulture);
        return $"{match.Rank,3}{score,7} {terminal.Green(TerminalText.Bar(match.Score, BarCells))} "
            + $"{TerminalText.Fit(match.Talent.Name ?? "", name)} {TerminalText.Fit(match.Talent.Institute ?? "", institute)} "
            + terminal.Dim(TerminalText.Cut(match.BestSentence, sentence));
    }

    private static IEnumerable<RankedDemand> Choose(IReadOnlyList<RankedDemand> lists)
    {
        var filled = lists.Where(list => !IsEmpty(list)).ToList();
        var step = Math.Max(1, filled.Count / Shown);
        return filled.Where((_, index) => index % step == 0).Take(Shown).Concat(lists.Where(IsEmpty).Take(1));
    }

    private static bool IsEmpty(RankedDemand list) => list.List.Matches.Count == 0;
}
