using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Ranking.Tests;

/// <summary>Profiles and demands that tests vary in the one thing they are about.</summary>
internal static class Samples
{
    internal static readonly DateOnly Today = new(2026, 11, 1);
    internal static readonly RankingMoment Moment = RankingMoment.Of(Today);

    internal static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    internal static TalentProfile Profile(string text = "高阻隔聚酯薄膜双向拉伸工艺，解决薄膜透氧率偏高的问题。", params TalentAchievement[] achievements) => new(
        "林沐川（虚构）",
        new TalentInstitute("12330000000000001A", "甬江先进材料研究院", "330206", "research_institute"),
        "教授",
        "doctor",
        ["430"],
        ["403"],
        ["高阻隔聚酯薄膜"],
        text,
        ["joint_development", "consulting"],
        ["330600"],
        3,
        true,
        achievements);

    internal static TalentAchievement Achievement(string kind, string title, string? date = "2025-05-01", decimal? amount = null, string? text = null) =>
        new(Guid.NewGuid(), kind, title, date is null ? null : DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture), null, text, amount);

    internal static OpenDemand Demand(string title = "聚酯薄膜透氧率偏高", string description = "双向拉伸聚酯薄膜透氧率偏高，希望降低到1以下，需要高阻隔涂层方案。") => new(
        new DemandEnterprise("91330604000000002B", "上虞晟澜新材料有限公司", "330604", "C26"),
        title,
        "403",
        description,
        null,
        null,
        [],
        4,
        7,
        800_000m,
        false,
        new DateOnly(2027, 12, 31),
        ["joint_development"],
        "public",
        [],
        "330604");

    internal static RankingQuery Query(OpenDemand? demand = null) => DemandQuery.From(Id(900), 1, demand ?? Demand());

    internal static IndexEntry<Candidate> Entry(TalentProfile profile, int id = 1, long revision = 1) => CandidateEntry.From(Id(id), revision, profile);

    /// <summary>The same as an index hands it back.</summary>
    internal static Indexed<Candidate> Candidate(TalentProfile profile, int id = 1) => Index(Entry(profile, id)).Find(Id(id))!;

    internal static IndexSnapshot<Candidate> Index(params IndexEntry<Candidate>[] entries)
    {
        var index = new CandidateIndex<Candidate>(CandidateFormat.Packed);
        _ = index.Load(entries);
        return index.Current;
    }
}
