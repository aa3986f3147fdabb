using System.Diagnostics;
using System.Globalization;
using Matchmaking.Bench.Ranking;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Rankers;
using Matchmaking.Ranking.Training;

namespace Matchmaking.Bench.Learning;

/// <summary>What a learned model costs a list: from the text of a need to the explained list of twenty, by a model and by the scorecard alone, in turn.</summary>
internal sealed class LearnedListBench(SyntheticMarket market, TextWriter progress)
{
    private const int Needs = 150;
    private const int Rounds = 12;
    private const int WarmRounds = 2;
    private const int TrainingNeeds = 60;

    // Behind those that are timed.
    private const int FirstTrainingNeed = 1_000_000;

    // Reviewers must not feel that a model has come into use.
    private const double MostTimes = 1.5;

    internal IEnumerable<Ratio> Measure(int talents)
    {
        var snapshot = SyntheticIndex.Build(market, talents, progress).Index.Current;
        var model = Train(snapshot);
        progress.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"  {model.Ensemble.Engine}: {model.Ensemble.Trees.Count} trees, {1 - model.ScorecardShare:0.#} of the score, {model.PointsPerUnit:0.##} points a unit"));
        var learned = new PairScorer(Scorecard.Default, new ModelScorer(model));
        var needs = Enumerable.Range(0, Needs).Select(market.Demand).ToArray();
        var (by, without) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds + WarmRounds; round++)
        {
            foreach (var need in needs)
            {
                // Who comes second finds the index in the processor's caches: each is first every second time.
                var (first, second) = round % 2 == 0 ? (learned, PairScorer.Fixed) : (PairScorer.Fixed, learned);
                var times = (First: Time(snapshot, need, first), Second: Time(snapshot, need, second));
                if (round >= WarmRounds)
                {
                    by.Add(round % 2 == 0 ? times.First : times.Second);
                    without.Add(round % 2 == 0 ? times.Second : times.First);
                }
            }
        }

        var name = SyntheticMarket.Show(talents);
        foreach (var (share, percentile) in new[] { (0.5, "p50"), (0.99, "p99") })
        {
            var (learnedTime, fixedTime) = (Ratio.At(by, share), Ratio.At(without, share));
            yield return new Ratio($"{name}: need to explained top 20 by the scorecard, {percentile}", fixedTime, "ms");
            yield return new Ratio($"{name}: the same by scorecard and model", learnedTime, "ms");
            yield return new Ratio($"{name}: by model over by scorecard, {percentile} of {by.Count:#,0} each", learnedTime / fixedTime, "x", MostTimes);
        }
    }

    // Grades follow what the scorecard gives no points or few for, so that there is something to learn beside it.
    private RankingModel Train(IndexSnapshot<Candidate> snapshot)
    {
        var pairs = new GradedPairs();
        var row = new float[FeatureRow.Columns.Count];
        var (load, recency) = (Column("free_capacity"), Column("recency"));
        for (var need = 0; need < TrainingNeeds; need++)
        {
            var query = DemandQuery.From(Guid.Empty, 1, market.Demand(FirstTrainingNeed + need));
            var candidates = ScorecardRanker.Pair(
                new PairingMaker(query, snapshot, RankingBench.Moment), query, snapshot, RankingBench.Moment, ScorecardRanker.LeastGenerated, PairScorer.Fixed);
            pairs.BeginDemand(need);
            foreach (var pair in candidates)
            {
                FeatureRow.Read(pair.Pairing, row);
                var worth = (pair.Score.Scorecard / 50) + Known(row[load]) + Known(row[recency]);
                pairs.Add(row, pair.Score.Scorecard, Math.Clamp((int)(worth * 1.5) - 1, 0, 3));
            }
        }

        var model = ModelTrainer.Train(pairs, RankerEngines.Choose(null), ModelKinds.Bootstrap).Model;
        // Had nothing been learned, its trees would be walked all the same, for nothing; a list must pay for them.
        return model.PointsPerUnit > 0 ? model : model with { ScorecardShare = 0.5, PointsPerUnit = 5 };
    }

    private static int Column(string feature) => FeatureRow.Columns.Select(column => column.Name).ToList().IndexOf(feature);

    private static double Known(float value) => float.IsNaN(value) ? 0 : value;

    private static double Time(IndexSnapshot<Candidate> snapshot, OpenDemand need, PairScorer scorer)
    {
        var started = Stopwatch.GetTimestamp();
        _ = RankedListMaker.Make(DemandQuery.From(Guid.Empty, 1, need), snapshot, RankingBench.Moment, scorer: scorer);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
