using Matchmaking.Ranking.Calibration;

namespace Matchmaking.Ranking.Tests.Calibration;

/// <summary>Decisions drawn from a known truth.</summary>
internal static class Simulated
{
    /// <summary>Scores from 20 to 80, accepted by 1 / (1 + exp(-0.1 (score - 50))): 0.05 at 20, 0.95 at 80.</summary>
    internal static readonly PlattCalibration Truth = new(-0.1, 5);

    internal static DecidedScore[] ByTruth(int demands, int seed, int perDemand = 5, int perGroup = 2) => Draw(demands, seed, perDemand, perGroup, Truth.Probability);

    /// <summary>Accepted by the toss of a coin that knows nothing of the score.</summary>
    internal static DecidedScore[] ByChance(int demands, int seed, double share = 0.3) => Draw(demands, seed, 5, 2, _ => share);

    private static DecidedScore[] Draw(int demands, int seed, int perDemand, int perGroup, Func<double, double> probability)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, demands * perDemand).Select(i =>
        {
            var score = 20 + (60 * random.NextDouble());
            return new DecidedScore(score, random.NextDouble() < probability(score), i / perDemand, i / (perDemand * perGroup));
        })];
    }
}
