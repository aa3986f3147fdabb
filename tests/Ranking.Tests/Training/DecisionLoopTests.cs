using Matchmaking.Ranking.Decisions;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Training;
using Xunit.Abstractions;

namespace Matchmaking.Ranking.Tests.Training;

/// <summary>Decide, train, prove, promote, and again: what the loop does to a truth that only the test knows.</summary>
public sealed class DecisionLoopTests(ITestOutputHelper output)
{
    public static TheoryData<string> Engines => [.. RankerEngines.Present.Select(engine => engine.Name)];

    [Theory]
    [MemberData(nameof(Engines))]
    public void Decisions_of_noisy_reviewers_who_look_at_the_top_first_make_the_lists_better(string engine)
    {
        var market = new SimulatedMarket(1, noise: 0.4);
        var (decided, scorer) = (new List<DecidedDemand>(), PairScorer.Fixed);
        var before = market.TrueNdcg(scorer);
        var promotions = 0;
        for (var round = 0; round < 4; round++)
        {
            decided.AddRange(market.Review(80, scorer));
            var challenger = new DecisionTrainer(RankerEngines.Choose(engine)).Run(decided, scorer);
            output.WriteLine($"round {round}: {challenger.Verdict}, offered {challenger.Verdict.IsPassed}");
            if (challenger.Verdict.IsPassed)
            {
                scorer = new PairScorer(Scorecard.Default, new ModelScorer(challenger.Trained.Model));
                promotions++;
                output.WriteLine($"true NDCG@10 {market.TrueNdcg(scorer):F4}");
            }
        }

        output.WriteLine($"true NDCG@10 before {before:F4}, after {market.TrueNdcg(scorer):F4}, {promotions} promotions");
        Assert.InRange(promotions, 1, 4);
        Assert.True(market.TrueNdcg(scorer) > before + 0.1);
    }

    [Fact]
    public void The_seeds_are_learned_from_too_while_few_demands_are_decided()
    {
        var market = new SimulatedMarket(3, noise: 0.2);
        var seeds = SeedMarket.Pairs();
        var (few, many) = (market.Review(120, PairScorer.Fixed).ToArray(), market.Review(400, PairScorer.Fixed).ToArray());
        int Demands(DecidedDemand[] decided, Func<GradedPairs>? with) =>
            new DecisionTrainer(RankerEngines.Present[^1], with).Run(decided, PairScorer.Fixed).Trained.Model.Origin.Demands;

        Assert.Equal(Demands(few, null) + seeds.Demands, Demands(few, () => seeds));
        Assert.Equal(Demands(many, null), Demands(many, () => throw new InvalidOperationException("nobody needs them")));
    }

    // By one engine: the gate does not know which it was, and a hundred trainings of the slower one take a minute.
    [Fact]
    public void Of_a_hundred_challengers_that_are_worse_no_more_are_offered_than_the_gate_admits()
    {
        var trainer = new DecisionTrainer(RankerEngines.Present[^1]);
        var (worse, offered) = (0, 0);
        for (var run = 0; run < 100; run++)
        {
            // The scorecard is right, and most decisions are not: there is nothing to learn but noise.
            var market = new SimulatedMarket(1000 + run, noise: 0.6, wordsAreAll: true);
            var challenger = trainer.Run([.. market.Review(120, PairScorer.Fixed)], PairScorer.Fixed);
            var scorer = new PairScorer(Scorecard.Default, new ModelScorer(challenger.Trained.Model));
            var isWorse = market.TrueNdcg(scorer, 50) < market.TrueNdcg(PairScorer.Fixed, 50);
            worse += isWorse ? 1 : 0;
            offered += isWorse && challenger.Verdict.IsPassed ? 1 : 0;
        }

        output.WriteLine($"{worse} of 100 challengers are worse, {offered} of them were offered");
        Assert.InRange(worse, 50, 100);
        Assert.True(offered <= ModelGate.ErrorRate * 100);
    }
}
