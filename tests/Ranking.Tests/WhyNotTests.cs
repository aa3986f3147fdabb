using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Exclusions;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Models;

namespace Matchmaking.Ranking.Tests;

/// <summary>Each cause has its stage, and the stage agrees with the list.</summary>
public sealed class WhyNotTests
{
    private const int Asked = 1;

    private static TalentProfile Expert(string text = "从事高阻隔聚酯薄膜研究，主攻双向拉伸与涂层，降低透氧率。", params TalentAchievement[] achievements) =>
        Samples.Profile(text, achievements) with { ResearchDirections = [] };

    private static IEnumerable<IndexEntry<Candidate>> Others(int count, string text = "高阻隔聚酯薄膜双向拉伸与涂层，透氧率降到1以下。") => Enumerable.Range(100, count)
        .Select(id => Samples.Entry(Expert($"第{id}组：{text}") with { Institute = new TalentInstitute($"1233000000000{id}A", $"第{id}研究院", "330206", "research_institute") }, id));

    private static WhyNot Ask(IndexSnapshot<Candidate> market, int top = RankedListMaker.DefaultTop) =>
        WhyNot.Find(Samples.Query(), Samples.Id(Asked), market, Samples.Moment, null, PairScorer.Fixed, top);

    private static bool IsListed(IndexSnapshot<Candidate> market, int top = RankedListMaker.DefaultTop) =>
        RankedListMaker.Make(Samples.Query(), market, Samples.Moment, top).Matches.Any(match => match.TalentId == Samples.Id(Asked));

    [Fact]
    public void Who_is_listed_is_told_the_rank()
    {
        var market = Samples.Index([Samples.Entry(Expert()), .. Others(3)]);

        var answer = Ask(market);

        Assert.True(IsListed(market));
        Assert.Equal((WhyNotStages.Listed, RankedListMaker.Make(Samples.Query(), market, Samples.Moment).Matches.Single(match => match.TalentId == Samples.Id(Asked)).Rank), (answer.Stage, answer.Rank));
    }

    [Fact]
    public void Rules_are_named()
    {
        var without = Samples.Index([Samples.Entry(Expert() with { Consent = false, Capacity = 0 }), .. Others(3)]);

        Assert.Equal((WhyNotStages.Excluded, null), (Ask(without).Stage, Ask(without).Score));
        Assert.Equal([Exclusion.NoConsent, Exclusion.NoCapacity], Ask(without).Exclusions);
        Assert.Equal([Exclusion.NotInIndex], Ask(Samples.Index([.. Others(3)])).Exclusions);
    }

    [Fact]
    public void Who_shares_less_than_a_hundred_others_is_no_candidate()
    {
        var market = Samples.Index([Samples.Entry(Expert("拉伸试验机租赁与涂层测厚。")), .. Others(130)]);

        Assert.False(IsListed(market));
        Assert.Equal(WhyNotStages.NotACandidate, Ask(market).Stage);
        Assert.NotNull(Ask(market).Score);
    }

    [Fact]
    public void Who_stays_under_the_floor_is_told_what_would_be_enough()
    {
        var market = Samples.Index([Samples.Entry(Expert("社区老年慢病管理，兼做拉伸康复训练。") with { Fields = ["207"], RegionsServed = [], ServiceModes = [] }), .. Others(3)]);

        var answer = Ask(market);

        Assert.False(IsListed(market));
        Assert.Equal(WhyNotStages.BelowFloor, answer.Stage);
        Assert.Equal(12, answer.ScoreToBeat);
        Assert.True(answer.Scorecard < answer.ScoreToBeat);
        Assert.NotEmpty(answer.Missing);
    }

    [Fact]
    public void The_floor_is_the_scorecards_whatever_a_model_says()
    {
        var market = Samples.Index([Samples.Entry(Expert("社区老年慢病管理，兼做拉伸康复训练。") with { Fields = ["207"], RegionsServed = [], ServiceModes = [] }), .. Others(3)]);
        var generous = Models.SampleModels.Scorer(Models.SampleModels.Stump("free_capacity", 0.1f, 0, 8));

        var answer = WhyNot.Find(Samples.Query(), Samples.Id(Asked), market, Samples.Moment, null, generous);

        Assert.Equal((WhyNotStages.BelowFloor, 12), (answer.Stage, answer.ScoreToBeat));
        Assert.True(answer.Scorecard < 12 && answer.Score > 12);
    }

    [Fact]
    public void A_twin_names_the_other()
    {
        var market = Samples.Index([Samples.Entry(Expert() with { Capacity = 1 }), Samples.Entry(Expert() with { Capacity = 6 }, 2), .. Others(3)]);

        Assert.False(IsListed(market));
        Assert.Equal((WhyNotStages.Twin, Samples.Id(2)), (Ask(market).Stage, Ask(market).TwinOf));
    }

    // As recognition of scanned pages gives a text that was set from top to bottom: characters are found, no sentence is.
    [Fact]
    public void Who_has_no_sentence_to_show_is_told_so()
    {
        var vertical = string.Join('\n', "聚酯薄膜双向拉伸聚酯薄膜透氧率高阻隔涂层".AsEnumerable());
        var market = Samples.Index([Samples.Entry(Expert(vertical)), .. Others(3)]);

        var answer = Ask(market);

        Assert.False(IsListed(market));
        Assert.Equal(WhyNotStages.NoEvidence, answer.Stage);
        Assert.True(answer.Scorecard >= 12);
        Assert.Null(answer.ScoreToBeat);
    }

    [Fact]
    public void Who_came_after_the_cut_is_told_how_far_and_by_what()
    {
        var market = Samples.Index([Samples.Entry(Expert("从事聚酯薄膜双向拉伸。")), .. Others(8)]);

        var answer = Ask(market, top: 5);

        Assert.False(IsListed(market, top: 5));
        Assert.Equal((WhyNotStages.BelowCut, 9), (answer.Stage, answer.Rank));
        var last = RankedListMaker.Make(Samples.Query(), market, Samples.Moment, 5).Matches[^1];
        Assert.Equal(last.Score, answer.ScoreToBeat);
        // What the parts fall short adds up to what the score does.
        Assert.Equal(answer.Score!.Value - last.Score, answer.Parts.Sum(part => part.Difference), 1e-6);
        Assert.True(answer.Parts[0].Difference < 0);
        Assert.Equal(answer.Parts.Select(part => part.Difference).Order(), answer.Parts.Select(part => part.Difference));
        Assert.All(answer.Parts, part => Assert.NotEmpty(part.ReasonEnglish));
    }

    [Fact]
    public void With_room_for_all_nobody_who_passed_the_floor_is_below_the_cut()
    {
        var market = Samples.Index([Samples.Entry(Expert("从事聚酯薄膜双向拉伸。")), .. Others(8)]);

        Assert.Equal(WhyNotStages.Listed, Ask(market).Stage);
    }
}
