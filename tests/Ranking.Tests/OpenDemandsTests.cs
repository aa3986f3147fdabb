using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;

namespace Matchmaking.Ranking.Tests;

public sealed class OpenDemandsTests
{
    [Fact]
    public void An_expert_sees_the_same_score_as_the_demands_own_list()
    {
        var snapshot = Samples.Index(
            Samples.Entry(Samples.Profile(achievements: [Samples.Achievement("patent", "聚酯薄膜高阻隔涂层")])),
            Samples.Entry(Samples.Profile("曲轴圆角滚压"), 2));
        var demands = new CandidateIndex<RankingQuery>();
        var film = DemandQuery.From(Samples.Id(50), 3, Samples.Demand());
        _ = demands.Upsert(DemandQuery.Entry(film));
        _ = demands.Upsert(DemandQuery.Entry(DemandQuery.From(Samples.Id(51), 1, Samples.Demand("水稻纹枯病防治", "稻田纹枯病农药减量"))));
        var found = Assert.Single(OpenDemands.For(Samples.Id(1), snapshot, demands.Current, Samples.Moment, 10));
        var listed = RankedListMaker.Make(film, snapshot, Samples.Moment).Matches.Single(match => match.TalentId == Samples.Id(1));
        Assert.Equal((Samples.Id(50), 3, 1), (found.DemandId, found.DemandRevision, found.Rank));
        Assert.Equal(listed.Score, found.Score);
        Assert.Equal(listed.Parts, found.Parts);
    }

    [Fact]
    public void An_unknown_expert_and_one_who_is_never_ranked_see_nothing()
    {
        var demands = new CandidateIndex<RankingQuery>();
        _ = demands.Upsert(DemandQuery.Entry(Samples.Query()));
        var snapshot = Samples.Index(Samples.Entry(Samples.Profile() with { Consent = false }));
        Assert.Empty(OpenDemands.For(Samples.Id(1), snapshot, demands.Current, Samples.Moment, 10));
        Assert.Empty(OpenDemands.For(Samples.Id(2), snapshot, demands.Current, Samples.Moment, 10));
    }
}
