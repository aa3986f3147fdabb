using Matchmaking.Ranking.Decisions;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Training;

namespace Matchmaking.Ranking.Tests.Training;

/// <summary>
/// A market whose truth is known: what a pair is worth depends on words, region and load, of which the scorecard here knows the words alone. Reviewers see
/// the truth through noise, look at the top of a list more often than at its end, and reject one in ten for its price.
/// </summary>
/// <param name="seed">Equal seeds give equal markets.</param>
/// <param name="noise">Share of decisions that are drawn at random, 0 to 1.</param>
/// <param name="wordsAreAll">Whether the words, and so the scorecard, tell the whole truth.</param>
internal sealed class SimulatedMarket(int seed, double noise, bool wordsAreAll = false)
{
    private const int Candidates = 40;
    private const int Shown = 20;
    private const int Enterprises = 90;

    private static readonly int Region = Place("region");
    private static readonly int Load = Place("load");
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private readonly Random random = new(seed);
    private int demands;

    /// <summary>Ranks demands, has reviewers decide, and tells what they were shown and decided.</summary>
    internal IEnumerable<DecidedDemand> Review(int count, PairScorer scorer)
    {
        for (var i = 0; i < count; i++)
        {
            var shown = Candidate().Take(Candidates).OrderByDescending(candidate => Score(scorer, candidate)).Take(Shown).ToArray();
            var pairs = shown.Select((candidate, place) => new ShownPair(Guid.NewGuid(), place + 1, Points(candidate), candidate, Decide(candidate, place + 1))).ToArray();
            var at = Start.AddHours(demands++);
            if (Array.Exists(pairs, pair => pair.Verdict is not null))
            {
                yield return new DecidedDemand(Guid.NewGuid(), $"enterprise {random.Next(Enterprises)}", at, pairs);
            }
        }
    }

    /// <summary>Mean NDCG@10 by the truth over demands that nobody has seen.</summary>
    internal double TrueNdcg(PairScorer scorer, int count = 200)
    {
        var (pairs, fresh) = (new GradedPairs(), new SimulatedMarket(987_654, noise, wordsAreAll));
        for (var demand = 0; demand < count; demand++)
        {
            pairs.BeginDemand(demand);
            foreach (var candidate in fresh.Candidate().Take(Candidates))
            {
                pairs.Add(candidate, Points(candidate), fresh.Grade(candidate));
            }
        }

        return GradedOrder.MeanNdcg(pairs, row => scorer.Points(pairs.Points[row], pairs.Rows.Row(row)));
    }

    private static double Score(PairScorer scorer, float[] candidate) => scorer.Points(Points(candidate), candidate);

    private static double Points(float[] candidate) => Math.Round(60 * candidate[0], 2);

    private static int Place(string feature) => FeatureRow.Columns.Select(column => column.Name).ToList().IndexOf(feature);

    private IEnumerable<float[]> Candidate()
    {
        while (true)
        {
            var row = new float[FeatureRow.Columns.Count];
            Array.Fill(row, float.NaN);
            row[0] = (float)random.NextDouble();
            row[Region] = random.Next(2);
            row[Load] = (float)random.NextDouble();
            yield return row;
        }
    }

    private int Grade(float[] candidate)
    {
        var worth = wordsAreAll ? candidate[0] : (0.5 * candidate[0]) + (0.3 * candidate[Region]) + (0.2 * candidate[Load]);
        return worth > 0.85 ? 2 : worth > 0.7 ? 1 : 0;
    }

    private Verdict? Decide(float[] candidate, int rank)
    {
        if (random.NextDouble() > 1 / Math.Sqrt(rank))
        {
            return null;
        }

        var seen = random.NextDouble() < noise ? random.Next(3) : Grade(candidate);
        return random.NextDouble() < 0.1 ? new Verdict(null, false) : new Verdict(seen, seen == 2);
    }
}
