using Matchmaking.Ranking.Calibration;
using Matchmaking.Ranking.Decisions;
using Matchmaking.Ranking.Models;

namespace Matchmaking.Ranking.Training;

/// <summary>What a ranker gives to matches that were decided after all that it was trained on: from these it can be seen what its points foretell.</summary>
internal static class HeldOutScores
{
    /// <summary>Scores every decided match of later demands, whatever ranked when it was shown.</summary>
    /// <param name="decided">Decided demands.</param>
    /// <param name="scorer">The ranker.</param>
    /// <param name="trainedUntil">When the last demand was decided that it was trained on; null when it was trained on none.</param>
    internal static IReadOnlyList<DecidedScore> Of(IReadOnlyList<DecidedDemand> decided, PairScorer scorer, DateTimeOffset? trainedUntil)
    {
        var enterprises = new Dictionary<string, int>(StringComparer.Ordinal);
        var scores = new List<DecidedScore>();
        foreach (var (demand, number) in decided.Where(demand => !(demand.DecidedAt <= trainedUntil)).Select((demand, number) => (demand, number)))
        {
            if (!enterprises.TryGetValue(demand.Enterprise, out var group))
            {
                enterprises[demand.Enterprise] = group = enterprises.Count;
            }

            foreach (var pair in demand.Pairs)
            {
                if (pair.Verdict is { } verdict)
                {
                    scores.Add(new DecidedScore(scorer.Points(pair.Scorecard, pair.Features), verdict.IsAccepted, number, group));
                }
            }
        }

        return scores;
    }
}
