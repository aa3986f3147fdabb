using System.Text.RegularExpressions;

namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>A technology readiness as a text has it (GB/T 22900, 1 to 9).</summary>
/// <param name="From">The lowest level it may mean.</param>
/// <param name="To">The highest.</param>
/// <param name="IsNow">True for the present state, false for what is wanted.</param>
/// <param name="Span">Where it stands.</param>
internal sealed record Readiness(int From, int To, bool IsNow, TextSpan Span);

/// <summary>Finds readiness levels: TRL numbers, and the words people use for stages. What words stand for is experience, no standard.</summary>
internal static class ReadinessReader
{
    private static readonly Regex Number = new(
        @"(?:TRL|成熟度(?:等级)?(?:为|达到|达|需达到|:|：)?)\s*[:：]?\s*(?:TRL\s*)?(?<from>[1-9])\s*级?(?:\s*(?:~|-|–|—|至|到|→)\s*(?:TRL\s*)?(?<to>[1-9]))?(?:\s*级)?",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture);

    private static readonly (string Word, int From, int To)[] Stages =
    [
        ("实验室阶段", 3, 4), ("实验室研究阶段", 3, 4), ("小试", 4, 5), ("中试", 5, 7), ("原型系统", 5, 6), ("样机阶段", 5, 6), ("工程样机", 6, 7), ("试生产", 7, 8), ("小批量", 7, 8), ("小规模应用", 7, 8), ("工程应用级", 6, 8),
        ("批量生产阶段", 8, 9), ("产业化阶段", 8, 9), ("量产阶段", 8, 9), ("可量产", 8, 9), ("研发阶段", 2, 4), ("概念阶段", 1, 2), ("初期阶段", 1, 3), ("成熟应用", 8, 9),
    ];

    /// <summary>All of a need, in the order of its text.</summary>
    internal static IReadOnlyList<Readiness> Read(DemandText text) => [.. text.Clauses.SelectMany(Read)];

    private static IEnumerable<Readiness> Read(Clause clause)
    {
        // "企业现状" first, "研发目标" behind an arrow.
        var isNow = clause.Section == Section.Foundation || clause.Text.Contains('现', StringComparison.Ordinal) || clause.Text.Contains("目前", StringComparison.Ordinal) || clause.Text.Contains('已', StringComparison.Ordinal);
        var found = Number.Matches(clause.Text);
        foreach (Match match in found)
        {
            var from = match.Groups["from"].Value[0] - '0';
            var to = match.Groups["to"].Success ? match.Groups["to"].Value[0] - '0' : from;
            yield return new Readiness(Math.Min(from, to), Math.Max(from, to), isNow, DemandText.At(clause, match.Index, match.Length));
        }

        foreach (var (word, from, to) in found.Count > 0 ? [] : Stages)
        {
            if (clause.Text.IndexOf(word, StringComparison.Ordinal) is var place and >= 0 && !Follows(clause.Text, place + word.Length, "基地", "平台", "场地", "车间", "线", "设备"))
            {
                yield return new Readiness(from, to, isNow, DemandText.At(clause, place, word.Length));
            }
        }
    }

    private static bool Follows(string text, int place, params string[] words) => words.Any(word => text.AsSpan(place).StartsWith(word, StringComparison.Ordinal));
}
