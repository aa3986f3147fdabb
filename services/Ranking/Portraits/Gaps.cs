using System.Globalization;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Portraits;

/// <summary>What a bureau would ask an expert to add: facts not stated, statements that nothing shows, technologies last shown long ago, doubled and damaged entries.</summary>
internal sealed class Gaps(Candidate candidate, DocumentReading[] documents, KnowledgeGraph graph, DateOnly today)
{
    // Self-descriptions name much in passing; directions are claims and are all asked for.
    private const int MostStatements = 3;

    // Evaluations look at the last five years; a technology is called old when it is well beyond them.
    private const int StaleYears = 6;

    private readonly bool hasAchievements = documents.Any(document => document.Document.IsAchievement);

    internal IReadOnlyList<PortraitRemark> Of(IReadOnlyList<ShownTechnology> linked, IReadOnlyList<ShownTechnology> chosen) =>
    [
        .. ProfileFacts.MissingFrom(candidate).Select(fact => new PortraitRemark("fact_missing", fact.Code, fact.Request)),
        .. hasAchievements ? Directions(linked) : [],
        .. hasAchievements ? Statements(linked) : [],
        .. chosen.Where(IsStale).Select(technology => new PortraitRemark("technology_stale", technology.Subject, Stale(technology))),
        .. Doubled(),
    ];

    // A direction is shown by an achievement that names a technology of it, or that holds enough of its words.
    private IEnumerable<PortraitRemark> Directions(IReadOnlyList<ShownTechnology> linked) =>
        from direction in OwnPhrases.Directions(candidate).Distinct(StringComparer.OrdinalIgnoreCase)
        let named = graph.Linker.Link(direction).Select(mention => mention.Technology).ToHashSet()
        where !linked.Any(technology => named.Contains(technology.Technology!.Number) && IsShown(technology, linked))
            && !OwnPhrases.Showings(direction, TermSetSink.Of([direction]), documents).Any(showing => showing.Reading.Document.IsAchievement)
        select new PortraitRemark("direction_unshown", direction, new Wording($"没有成果提到研究方向“{direction}”", $"No achievement mentions the research direction “{direction}”"));

    private IEnumerable<PortraitRemark> Statements(IReadOnlyList<ShownTechnology> linked) => linked
        .Where(technology => technology.Kinds.Count == 0 && technology.Showings.All(showing => showing.Reading.Document.Source == PortfolioDocument.Profile) && !IsShown(technology, linked))
        .OrderBy(technology => technology.Showings[0].Reading.Mentions.FindIndex(mention => mention.Technology == technology.Technology!.Number))
        .Take(MostStatements)
        .Select(technology => new PortraitRemark("statement_unshown", technology.Subject, Unshown(technology.Names)));

    private static Wording Unshown(Wording names) =>
        new($"自述提到“{names.Chinese}”，成果中没有提到", $"The self-description mentions “{names.English}”, but no achievement does");

    // Whoever has shown 固态电池 has shown what 电池 says.
    private bool IsShown(ShownTechnology technology, IReadOnlyList<ShownTechnology> linked)
    {
        var narrower = technology.Technology!.Narrower;
        var below = narrower.Concat(narrower.SelectMany(number => graph.Technologies[number].Narrower)).ToHashSet();
        return technology.Achievements > 0 || linked.Any(other => other.Achievements > 0 && below.Contains(other.Technology!.Number));
    }

    private bool IsStale(ShownTechnology technology) =>
        technology.Dates.Any() && technology.Achievements == technology.Dates.Count() && technology.Dates.Max() < today.AddYears(-StaleYears);

    private Wording Stale(ShownTechnology technology)
    {
        var (newest, names) = (technology.Dates.Max(), technology.Names);
        var years = (today.DayNumber - newest.DayNumber) / 365.25;
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{names.Chinese}：最近的成果在{newest.Year}年，距今{years:0.0}年"),
            string.Create(CultureInfo.InvariantCulture, $"The latest achievement on “{names.English}” is from {newest.Year}, {years:0.0} years ago"));
    }

    private IEnumerable<PortraitRemark> Doubled() => candidate.Documents.Where(document => document.IsAchievement)
        .GroupBy(document => (document.Source, document.Text)).Where(same => same.Count() > 1)
        .Select(same => new PortraitRemark("achievement_doubled", same.First().AchievementId?.ToString() ?? "", Counted(same.First().Title, same.Count())));

    private static Wording Counted(string? title, int times) => new(
        $"《{title}》登记了{times}次，按1次计", $"“{title}” is registered {(times == 2 ? "twice" : $"{times} times")} and counted once");
}
