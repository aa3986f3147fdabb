using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Ranking.Tests;

public sealed class RankerTests
{
    private static readonly IRanker[] Rankers = [new ShuffleRanker(), new Bm25Ranker(), new CosineRanker(), new ScorecardRanker()];

    [Fact]
    public void Equal_scores_are_ordered_by_id_and_the_depth_is_kept()
    {
        var snapshot = Samples.Index([.. Enumerable.Range(1, 9).Reverse().Select(id => Samples.Entry(Samples.Profile(), id))]);
        foreach (var ranker in Rankers.Skip(1))
        {
            Assert.Equal(Enumerable.Range(1, 5).Select(Samples.Id), ranker.Rank(Samples.Query(), snapshot, Samples.Moment, 5).Select(match => match.Entry.Id));
        }
    }

    [Fact]
    public void A_shuffle_repeats_with_its_seed_and_differs_between_demands()
    {
        var snapshot = Samples.Index([.. Enumerable.Range(1, 50).Select(id => Samples.Entry(Samples.Profile(), id))]);
        IEnumerable<Guid> Order(long seed, int demand) => new ShuffleRanker(seed)
            .Rank(Samples.Query() with { DemandId = Samples.Id(demand) }, snapshot, Samples.Moment, 50).Select(match => match.Entry.Id);
        Assert.Equal(Order(1, 1), Order(1, 1));
        Assert.NotEqual(Order(1, 1), Order(1, 2));
        Assert.NotEqual(Order(1, 1), Order(2, 1));
    }

    [Fact]
    public void The_expert_of_the_subject_comes_before_the_stranger()
    {
        var snapshot = Samples.Index(
            Samples.Entry(Samples.Profile("曲轴疲劳与薄膜无关") with { ResearchDirections = [] }), Samples.Entry(Samples.Profile(), 2));
        Assert.All(Rankers.Skip(1), ranker => Assert.Equal(Samples.Id(2), ranker.Rank(Samples.Query(), snapshot, Samples.Moment, 5)[0].Entry.Id));
    }

    [Fact]
    public void Names_and_digests_tell_rankers_apart() => Assert.Equal(
        (Rankers.Length, Rankers.Length), (Rankers.Select(ranker => ranker.Name).Distinct().Count(), Rankers.Select(ranker => ranker.Digest).Distinct().Count()));
}
