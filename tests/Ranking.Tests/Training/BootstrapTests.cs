using Matchmaking.Contracts.Ranking;
using Matchmaking.Harness;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.State;
using Matchmaking.Ranking.Tests.Following;
using Matchmaking.Ranking.Training;
using Microsoft.Extensions.Logging.Abstractions;

namespace Matchmaking.Ranking.Tests.Training;

/// <summary>A first start trains a model on the seeds' judgements, once for all replicas, and ranks by it.</summary>
public sealed class BootstrapTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task Replicas_that_start_together_train_one_model_and_all_use_it()
    {
        var states = Enumerable.Range(0, 3).Select(_ => new RankingState(TimeProvider.System, KnowledgeGraph.Default, NullLogger<RankingState>.Instance)).ToArray();
        var feeds = Array.ConvertAll(states, state => service.Models(state, bootstrap: true));
        await Task.WhenAll(feeds.Select(feed => feed.Enter(CancellationToken.None)));
        Array.ForEach(feeds, feed => feed.Dispose());

        var digest = await service.Database.Scalar<string>("select digest from ranking_model");
        Assert.All(states, state => Assert.Equal(digest, state.Scorer.Model!.Digest));
        Assert.Equal(1, await service.Database.Scalar<int>("select count(*)::int from model_promotion where how = 'bootstrap' and who = 'ranking'"));
        var model = states[0].Scorer.Model!;
        Assert.Equal((ModelKinds.Bootstrap, 120), (model.Origin.Kind, model.Origin.Demands));
        Assert.InRange(model.ScorecardShare, 0.09, 0.95);

        var trained = Assert.Single(await service.Sent<ModelTrained>());
        Assert.Equal((digest, ModelKinds.Bootstrap), (trained.Digest, trained.Kind));
        Assert.True(trained.NdcgAt10 > trained.ScorecardNdcgAt10);
        Assert.Single(await service.Sent<ModelPromoted>());
    }

    [Fact]
    public void The_seeds_in_the_assembly_give_the_same_pairs_every_time()
    {
        var pairs = SeedMarket.Pairs();

        Assert.Equal(pairs.Rows.Digest(), SeedMarket.Pairs().Rows.Digest());
        Assert.InRange(pairs.Demands, 115, 120);
        Assert.InRange(pairs.Groups.Distinct().Count(), 50, 60);
        // Every grade occurs, and the judged fitting ones are nearly all among the candidates.
        Assert.InRange(pairs.Rows.Grades.ToArray().Count(grade => grade >= 2), 150, 210);
    }
}
