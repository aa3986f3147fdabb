using System.Collections.Concurrent;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Training;

namespace Matchmaking.Ranking.Tests.Explanations;

/// <summary>The model of a first start, by each engine that is here; trained once for all tests.</summary>
internal static class SeedModels
{
    private static readonly ConcurrentDictionary<string, Lazy<PairScorer>> Trained = [];

    internal static TheoryData<string> Engines => [.. RankerEngines.Present.Select(engine => engine.Name)];

    internal static PairScorer By(string engine) => Trained.GetOrAdd(engine, name => new Lazy<PairScorer>(() =>
        new PairScorer(Scorecard.Default, new ModelScorer(ModelTrainer.Train(SeedMarket.Pairs(), RankerEngines.Choose(name), ModelKinds.Bootstrap).Model)))).Value;
}
