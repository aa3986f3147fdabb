namespace Matchmaking.Evaluate;

/// <summary>
/// The other direction: for every talent that fits some demand all demands are ordered by the scores that their own lists show. Only scores
/// that can be compared across demands order well here.
/// </summary>
internal static class Reversal
{
    internal static RankerResult Measure(RankerResult result, (Demand Demand, Dictionary<string, double> Grades)[] demands)
    {
        var scores = new Dictionary<string, List<(int Demand, double Score)>>();
        for (var i = 0; i < demands.Length; i++)
        {
            foreach (var (talent, score) in result.Lists[i])
            {
                if (!scores.TryGetValue(talent, out var list))
                {
                    scores[talent] = list = [];
                }

                list.Add((i, score));
            }
        }

        var talents = demands.SelectMany(demand => demand.Grades.Where(grade => grade.Value > 0).Select(grade => grade.Key))
            .Distinct().Order(StringComparer.Ordinal).ToArray();
        return new RankerResult(result.Ranker, result.Digest, [.. talents.Select(talent => Measure(talent, scores.GetValueOrDefault(talent) ?? [], demands))], []);
    }

    private static DemandMetrics Measure(string talent, List<(int Demand, double Score)> scores, (Demand Demand, Dictionary<string, double> Grades)[] demands)
    {
        var ranked = scores.OrderByDescending(score => score.Score).ThenBy(score => score.Demand).Select(score => demands[score.Demand].Grades.GetValueOrDefault(talent)).ToArray();
        return DemandMetrics.Of(ranked, [.. demands.Select(demand => demand.Grades.GetValueOrDefault(talent)).Where(grade => grade > 0)], 0);
    }
}
