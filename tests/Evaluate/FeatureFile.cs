using System.Globalization;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Evaluate;

/// <summary>
/// The feature rows that training uses, separated by tabs: demand, talent, grade, every feature in the order of the catalogue, an empty
/// cell for what is unknown, then the points of the scorecard. The rows of a demand are the candidates of the scorecard, best first, judged or
/// not: what serving will have to order.
/// </summary>
internal static class FeatureFile
{
    internal static void Write(string path, Market market, IReadOnlyList<(Demand Demand, Dictionary<string, double> Grades)> judged, int depth) =>
        OutputFile.Write(path, writer =>
        {
            writer.Write(string.Join('\t', ["demand", "talent", "grade", .. FeatureCatalogue.All.Select(feature => feature.Name), "points"]) + "\n");
            foreach (var (demand, grades) in judged)
            {
                var snapshot = market.For(demand);
                var maker = new PairingMaker(demand.Query, snapshot, market.Moment);
                foreach (var (entry, pairing, points) in ScorecardRanker.Pair(maker, demand.Query, snapshot, market.Moment, depth, PairScorer.Fixed))
                {
                    var talent = market.NameOf(entry.Id);
                    writer.Write($"{demand.Id}\t{talent}\t{grades.GetValueOrDefault(talent).ToString(CultureInfo.InvariantCulture)}");
                    foreach (var feature in FeatureCatalogue.All)
                    {
                        writer.Write('\t');
                        writer.Write(Cell(feature.Value(pairing)));
                    }

                    writer.Write(string.Create(CultureInfo.InvariantCulture, $"\t{points.Points}\n"));
                }
            }
        });

    // Single precision, as engines of gradient boosting hold their features.
    private static string? Cell(double? value) => value is { } known ? ((float)known).ToString(CultureInfo.InvariantCulture) : null;
}
