using System.Runtime.InteropServices;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Queries;

namespace Matchmaking.Ranking.Graph;

/// <summary>A technology that an expert or a need is linked to.</summary>
/// <param name="Technology">Its number.</param>
/// <param name="Weight">How much speaks for it, above 0.</param>
/// <param name="Evidence">In how many documents it is named.</param>
internal readonly record struct WeightedTechnology(int Technology, double Weight, int Evidence);

/// <summary>Weighs the technologies of experts and needs by where they are named. Naming one again in the same document adds nothing.</summary>
internal static class TechnologyWeights
{
    // What one says of oneself counts half of an achievement, as in the portrait.
    private const double Achievement = 1;
    private const double Statement = 0.5;

    /// <summary>The technologies of an expert, heaviest first.</summary>
    internal static WeightedTechnology[] Of(Candidate candidate, Linker linker) =>
        Of(candidate.Documents.Select(document => (document.Text, document.IsAchievement ? Achievement : Statement)), linker);

    /// <summary>The technologies of a need, heaviest first.</summary>
    internal static WeightedTechnology[] Of(RankingQuery demand, Linker linker) =>
        Of(demand.Texts.Select((text, section) => (text, DemandQuery.WeightOf(section))), linker);

    private static WeightedTechnology[] Of(IEnumerable<(string Text, double Weight)> texts, Linker linker)
    {
        var weights = new Dictionary<int, (double Weight, int Evidence)>();
        var named = new HashSet<int>();
        foreach (var (text, weight) in texts)
        {
            named.Clear();
            var sink = new TechnologySink(named);
            _ = linker.Link(text, ref sink);
            foreach (var technology in named)
            {
                ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(weights, technology, out _);
                sum = (sum.Weight + weight, sum.Evidence + 1);
            }
        }

        return [.. weights.Select(pair => new WeightedTechnology(pair.Key, pair.Value.Weight, pair.Value.Evidence))
            .OrderByDescending(found => found.Weight).ThenBy(found => found.Technology)];
    }
}
