using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Index;

namespace Matchmaking.Ranking.Tests;

public sealed class RankedListMakerTests
{
    private static readonly string[] Strangers =
    [
        "球墨铸铁曲轴圆角滚压与弯曲疲劳。", "水稻病虫害绿色防控技术推广。", "页岩气井口计量与多相流测量。", "社区老年慢病管理。", "古建筑木构件修复。", "城市轨道交通信号联锁。",
    ];

    private static IndexSnapshot<Candidate> Market(params IndexEntry<Candidate>[] entries) => Samples.Index(
        [.. entries, .. Strangers.Select((text, i) => Samples.Entry(Samples.Profile(text) with { ResearchDirections = [] }, 100 + i))]);

    private static TalentProfile Expert() => Samples.Profile(
        "从事高阻隔聚酯薄膜研究，主攻双向拉伸与涂层。",
        Samples.Achievement("conversion_contract", "高阻隔聚酯薄膜涂层技术许可", amount: 600_000, text: "双向拉伸聚酯薄膜涂布后透氧率降至0.8。"),
        Samples.Achievement("paper", "聚酯薄膜透氧率与结晶的关系"));

    [Fact]
    public void The_telling_sentence_of_a_long_text_is_found_wherever_it_stands()
    {
        const string Telling = "近年主攻双向拉伸聚酯薄膜的高阻隔涂层，透氧率降至0.8。";
        var filler = string.Concat(Enumerable.Range(1, 400).Select(i => $"第{i}期培训班介绍了实验室安全与仪器保养的常识。"));
        var list = RankedListMaker.Make(Samples.Query(), Market(Samples.Entry(Samples.Profile(filler[..8_000] + "。" + Telling + filler[8_000..]))), Samples.Moment);
        Assert.Equal(Telling, list.Matches.Single(match => match.TalentId == Samples.Id(1)).Evidence[0].Sentence);
    }

    [Fact]
    public void The_fitting_expert_is_listed_with_evidence_and_strangers_are_not()
    {
        var list = RankedListMaker.Make(Samples.Query(), Market(Samples.Entry(Expert())), Samples.Moment);
        var match = Assert.Single(list.Matches);
        Assert.Equal((Samples.Id(1), 1), (match.TalentId, match.Rank));
        Assert.Null(list.Abstention);
        Assert.InRange(match.Evidence.Count, 1, 3);
        Assert.All(match.Evidence, evidence =>
        {
            Assert.NotEmpty(evidence.Terms);
            Assert.All(evidence.Terms, term => Assert.Contains(term, evidence.Sentence, StringComparison.Ordinal));
        });
        Assert.Contains(match.Evidence, evidence => evidence.Terms.Any(term => term.Contains("聚酯薄膜", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_only_expert_of_a_young_index_is_found() =>
        Assert.Single(RankedListMaker.Make(Samples.Query(), Samples.Index(Samples.Entry(Expert())), Samples.Moment).Matches);

    [Fact]
    public void The_parts_add_up_to_the_score()
    {
        var list = RankedListMaker.Make(Samples.Query(), Market([.. Enumerable.Range(1, 30).Select(id => Samples.Entry(Expert() with { Capacity = id, Text = $"第{id}位：从事高阻隔聚酯薄膜研究。", ResearchDirections = [$"聚酯薄膜{id}号线"] }, id))]), Samples.Moment);
        Assert.Equal(20, list.Matches.Count);
        Assert.Null(list.Abstention);
        Assert.All(list.Matches, match =>
        {
            Assert.Equal(match.Score, match.Parts.Sum(part => part.Points), 1e-9);
            Assert.InRange(match.Score, 0, 100);
            Assert.All(match.Parts, part => Assert.InRange(part.Points, 0, part.MaxPoints));
        });
        Assert.Equal(list.Matches.OrderByDescending(match => match.Score).ThenBy(match => match.TalentId).Select(match => match.TalentId), list.Matches.Select(match => match.TalentId));
        Assert.Equal(Enumerable.Range(1, 20), list.Matches.Select(match => match.Rank));
    }

    [Fact]
    public void Near_but_irrelevant_candidates_take_no_place_from_a_relevant_one()
    {
        var crowd = Enumerable.Range(200, 150).Select(id => Samples.Entry(Samples.Profile("拉伸试验机租赁") with { ResearchDirections = [], Capacity = 6 }, id));
        var far = Expert() with { RegionsServed = ["510000"], Fields = ["101"], ServiceModes = ["training"], Capacity = 1, Institute = new TalentInstitute("T", "远方大学", "510100", "university") };
        Assert.Contains(RankedListMaker.Make(Samples.Query(), Market([.. crowd, Samples.Entry(far)]), Samples.Moment).Matches, match => match.TalentId == Samples.Id(1));
    }

    [Fact]
    public void Degree_title_and_name_change_nothing()
    {
        var plain = RankedListMaker.Make(Samples.Query(), Market(Samples.Entry(Expert())), Samples.Moment);
        var adorned = RankedListMaker.Make(
            Samples.Query(), Market(Samples.Entry(Expert() with { Degree = "other", Title = "技师", Name = "别人（虚构）" })), Samples.Moment);
        Assert.Equal(plain.Matches[0].Score, adorned.Matches[0].Score);
        Assert.Equal(plain.Matches[0].Parts, adorned.Matches[0].Parts);
    }

    [Fact]
    public void What_the_profile_does_not_show_is_named()
    {
        var demand = Samples.Demand(description: "双向拉伸聚酯薄膜透氧率偏高；另外需要激光打孔透气阀。") with
        {
            Indicators = [new DemandIndicator("透湿量", "<=", 1.5m, null, "g/(m²·24h)"), new DemandIndicator("透氧率", "<=", 1, null, null)],
        };
        var match = Assert.Single(RankedListMaker.Make(Samples.Query(demand), Market(Samples.Entry(Expert())), Samples.Moment).Matches);
        Assert.Contains("激光打孔透气阀", match.Missing.Select(phrase => phrase.Replace("另外", "", StringComparison.Ordinal)));
        Assert.Contains("透湿量 ≤1.5g/(m²·24h)", match.Missing);
        Assert.DoesNotContain(match.Missing, phrase => phrase.StartsWith("透氧率", StringComparison.Ordinal));
    }

    [Fact]
    public void A_phrase_is_not_missing_when_the_profile_shows_its_telling_word_in_another_compound()
    {
        var demand = Samples.Demand(description: "双向拉伸聚酯薄膜透氧率偏高；聚酯破膜严重。");

        var match = Assert.Single(RankedListMaker.Make(Samples.Query(demand), Market(Samples.Entry(Expert())), Samples.Moment).Matches);

        Assert.DoesNotContain(match.Missing, phrase => phrase.Contains("聚酯", StringComparison.Ordinal));
    }

    [Fact]
    public void A_demand_that_nobody_shares_a_word_with_has_no_candidates()
    {
        var list = RankedListMaker.Make(Samples.Query(Samples.Demand("zirconium", "hafnium")), Market(), Samples.Moment);
        Assert.Equal(("no_candidates", 0), (list.Abstention, list.Matches.Count));
        Assert.Equal("no_candidates", RankedListMaker.Make(Samples.Query(), Samples.Index(), Samples.Moment).Abstention);
    }

    [Fact]
    public void A_demand_of_another_trade_is_answered_with_thin_evidence_instead_of_strangers()
    {
        var list = RankedListMaker.Make(Samples.Query(Samples.Demand("锂电池隔膜热收缩", "隔膜在130摄氏度收缩超过百分之三，需要陶瓷涂覆改性技术。")), Market(), Samples.Moment);
        Assert.Equal("thin_evidence", list.Abstention);
        Assert.Empty(list.Matches);
    }

    [Fact]
    public void The_same_content_gives_the_same_list_in_whatever_order_it_came()
    {
        var entries = Enumerable.Range(1, 12).Select(id => Samples.Entry(Expert(), id)).ToArray();
        var other = new CandidateIndex<Candidate>();
        foreach (var entry in entries.Reverse())
        {
            _ = other.Upsert(entry with { Revision = 0, Documents = ["旧"] });
            _ = other.Upsert(entry);
        }

        var first = RankedListMaker.Make(Samples.Query(), Samples.Index(entries), Samples.Moment);
        var second = RankedListMaker.Make(Samples.Query(), other.Current, Samples.Moment);
        Assert.Equal(first.RankingDigest, second.RankingDigest);
        Assert.Equal(first.Matches.Select(match => (match.TalentId, match.Score)), second.Matches.Select(match => (match.TalentId, match.Score)));
    }

    [Theory]
    [InlineData('膜')]
    [InlineData('a')]
    [InlineData('\uD800')]
    [InlineData('\u202E')]
    public void A_million_times_one_character_neither_breaks_nor_stalls_a_list(char character)
    {
        var text = new string(character, 1_000_000);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        _ = RankedListMaker.Make(Samples.Query(Samples.Demand("薄膜", text)), Market(Samples.Entry(Samples.Profile(text)), Samples.Entry(Expert(), 2)), Samples.Moment);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"took {watch.Elapsed}");
    }

    [Fact]
    public void A_traditional_and_dirty_profile_meets_a_simplified_demand() => Assert.Single(RankedListMaker.Make(
        Samples.Query(), Market(Samples.Entry(Samples.Profile("專攻高阻隔聚(jù)酯薄膜，雙向拉伸，透(tòu)氧率") with { ResearchDirections = [] })), Samples.Moment).Matches);
}
