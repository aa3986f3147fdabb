using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Rankers;
using Matchmaking.Ranking.Tests.Features;

namespace Matchmaking.Ranking.Tests.Models;

public sealed class PairScorerTests
{
    private static readonly string[] Strangers = ["球墨铸铁曲轴圆角滚压与弯曲疲劳。", "水稻病虫害绿色防控技术推广。", "页岩气井口计量与多相流测量。", "社区老年慢病管理。", "古建筑木构件修复。"];

    private static IndexSnapshot<Candidate> Market(params IndexEntry<Candidate>[] entries) => Samples.Index(
        [.. entries, .. Strangers.Select((text, i) => Samples.Entry(Samples.Profile(text) with { ResearchDirections = [] }, 100 + i))]);

    private static TalentProfile Expert(int number) => Samples.Profile(
        $"第{number}位：从事高阻隔聚酯薄膜研究，主攻双向拉伸与涂层。",
        [.. Enumerable.Range(0, number).Select(i => Samples.Achievement("paper", $"聚酯薄膜透氧率与结晶的关系之{number}{i}"))]) with
    { ResearchDirections = [$"聚酯薄膜{number}号线"], Capacity = number % 2 == 0 ? 1 : 4 };

    private static IndexSnapshot<Candidate> Experts() => Market([.. Enumerable.Range(1, 8).Select(number => Samples.Entry(Expert(number), number))]);

    [Fact]
    public void Without_a_model_the_points_are_the_scorecards()
    {
        var pairs = Pairs(PairScorer.Fixed);

        Assert.NotEmpty(pairs);
        Assert.All(pairs, pair => Assert.Equal(pair.Score.Scorecard, pair.Score.Points));
        Assert.All(pairs, pair => Assert.All(PairScorer.Fixed.Parts(pair.Pairing, pair.Score), part => Assert.Equal(0, part.Learned)));
    }

    [Fact]
    public void A_model_adds_its_points_to_its_share_of_the_scorecard()
    {
        // Both leaves are one unit from the mean of 0: ten points more or less beside half of the scorecard.
        var scorer = SampleModels.Scorer(SampleModels.Stump("free_capacity", 0.85f, -1, 1));
        var pairs = Pairs(scorer);

        Assert.Contains(pairs, pair => pair.Score.Points > (pair.Score.Scorecard / 2) + 5);
        Assert.All(pairs, pair =>
        {
            var isFree = new FreeCapacityFeature().Value(pair.Pairing) > 0.85;
            Assert.Equal((pair.Score.Scorecard / 2) + (isFree ? 10 : -10), pair.Score.Points, 0.00501);
        });
        Assert.Equal(pairs.OrderByDescending(pair => pair.Score.Points).ThenBy(pair => pair.Entry.Id).Select(pair => pair.Entry.Id), pairs.Select(pair => pair.Entry.Id));
    }

    [Fact]
    public void The_parts_of_a_learned_score_add_up_to_it_and_say_what_was_learned()
    {
        var scorer = SampleModels.Scorer(SampleModels.Stump("load", 0.5f, -0.333, 0.777, share: 0.37, pointsPerUnit: 7.77));
        foreach (var pair in Pairs(scorer))
        {
            var parts = scorer.Parts(pair.Pairing, pair.Score);

            Assert.Equal(pair.Score.Points, parts.Sum(part => part.Points), 1e-9);
            // The scorecard gives the load no points: all of its part is learned. Nothing else is, but for a hundredth of rounding.
            var load = parts.Single(part => part.Feature == "load");
            Assert.Equal((load.Points, 0), (load.Learned, load.MaxPoints));
            var reason = new LoadFeature().Told(pair.Pairing);
            Assert.Equal((reason.Chinese, reason.English), (load.Reason, load.ReasonEnglish));
            Assert.All(
                parts.Where(part => part.Feature != "load").Zip(Scorecard.Default.Parts(pair.Pairing)),
                both => Assert.Equal((both.Second.Reason, both.Second.ReasonEnglish), (both.First.Reason, both.First.ReasonEnglish)));
            Assert.All(parts.Where(part => part.Feature != "load"), part => Assert.InRange(part.Learned, -0.02, 0.02));
            Assert.Equal(0.37 * Scorecard.Default.Weights[0].Points, parts[0].MaxPoints, 0.01);
        }
    }

    [Fact]
    public void A_model_over_another_scorecard_is_refused()
    {
        var model = SampleModels.Stump("load", 0.5f, -1, 1);
        var error = Assert.Throws<InvalidDataException>(() => new LearnedRanker(model with { Origin = model.Origin with { Scorecard = "another" } }));

        Assert.Contains("another", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_asks_for_an_unknown_feature_is_refused()
    {
        var model = SampleModels.Stump("load", 0.5f, -1, 1);
        var columns = model.Ensemble.Columns.Select(column => column.Name == "load" ? column with { Name = "gone" } : column).ToArray();

        Assert.Contains("gone", Assert.Throws<InvalidDataException>(() => new LearnedRanker(model with { Ensemble = model.Ensemble with { Columns = columns } })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_names_the_model_and_orders_by_it()
    {
        var model = SampleModels.Stump("free_capacity", 0.85f, -2, 2);
        var list = RankedListMaker.Make(Samples.Query(), Experts(), Samples.Moment, scorer: SampleModels.Scorer(model));
        var plain = RankedListMaker.Make(Samples.Query(), Experts(), Samples.Moment);

        Assert.Contains($"+model:{model.Digest}", list.RankingDigest, StringComparison.Ordinal);
        Assert.DoesNotContain("+model:", plain.RankingDigest, StringComparison.Ordinal);
        Assert.NotEmpty(list.Matches);
        Assert.NotEqual(plain.Matches.Select(match => match.TalentId), list.Matches.Select(match => match.TalentId));
        Assert.All(list.Matches, match => Assert.Equal(match.Score, match.Parts.Sum(part => part.Points), 1e-9));
        Assert.Equal(plain.Abstention, list.Abstention);
    }

    [Fact]
    public void Whom_a_model_leaves_no_point_is_not_listed_and_nobody_else_is_lost()
    {
        var model = SampleModels.Stump("free_capacity", 0.85f, -9, 0);
        var list = RankedListMaker.Make(Samples.Query(), Experts(), Samples.Moment, scorer: SampleModels.Scorer(model));

        Assert.NotEmpty(list.Matches);
        Assert.All(list.Matches, match => Assert.InRange(match.Score, 0.01, 100));
        Assert.True(list.Matches.Count < RankedListMaker.Make(Samples.Query(), Experts(), Samples.Moment).Matches.Count);
    }

    [Fact]
    public void Both_directions_show_the_same_learned_score()
    {
        var scorer = SampleModels.Scorer(SampleModels.Stump("free_capacity", 0.85f, -1, 1));
        var demands = new CandidateIndex<Matchmaking.Ranking.Queries.RankingQuery>(null);
        _ = demands.Load([Matchmaking.Ranking.Queries.DemandQuery.Entry(Samples.Query())]);
        var candidates = Experts();

        foreach (var match in RankedListMaker.Make(Samples.Query(), candidates, Samples.Moment, scorer: scorer).Matches)
        {
            var demand = Assert.Single(OpenDemands.For(match.TalentId, candidates, demands.Current, Samples.Moment, 5, scorer: scorer));
            Assert.Equal(match.Score, demand.Score);
            Assert.Equal(match.Parts, demand.Parts);
        }
    }

    [Theory]
    [InlineData(new[] { 1.004, 2.004, 3.004 }, 6.01)]
    [InlineData(new[] { -1.006, 2.006, 0.0 }, 1.0)]
    [InlineData(new[] { 0.004, 0.004, 0.004, 0.004 }, 0.02)]
    [InlineData(new[] { 0.333, 0.333, 0.333 }, 1.0)]
    public void Hundredths_add_up(double[] parts, double whole)
    {
        var rounded = Hundredths.Rounded(parts, whole);

        Assert.Equal(whole, rounded.Sum(), 1e-9);
        Assert.All(rounded.Zip(parts), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 0.016));
    }

    private static ScoredPairing[] Pairs(PairScorer scorer)
    {
        var snapshot = Experts();
        return ScorecardRanker.Pair(new PairingMaker(Samples.Query(), snapshot, Samples.Moment), Samples.Query(), snapshot, Samples.Moment, 50, scorer);
    }
}
