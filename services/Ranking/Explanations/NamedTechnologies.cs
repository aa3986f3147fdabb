using System.Runtime.InteropServices;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.Relevance;

namespace Matchmaking.Ranking.Explanations;

/// <summary>
/// The technologies that a demand names, found again in other texts, in either language and also by a near one: what words alone would call
/// missing.
/// </summary>
internal sealed class NamedTechnologies
{
    // A neighbour that is worth at least this much counts as showing what was asked for.
    private const double LeastShown = 0.5;

    private readonly KnowledgeGraph? graph;
    private readonly Dictionary<int, List<(int Wanted, double Worth)>> worths = [];
    private readonly double[] weights;

    internal NamedTechnologies(KnowledgeGraph? graph, BoundTechnologies technologies)
    {
        this.graph = graph;
        weights = [.. technologies.Wanted.Select(wanted => wanted.Weight)];
        for (var i = 0; graph is not null && i < weights.Length; i++)
        {
            Note(technologies.Wanted[i].Technology, i, 1);
            foreach (var near in graph.Expansion.Of(technologies.Wanted[i].Technology))
            {
                Note(near.Technology, i, near.Weight);
            }
        }
    }

    /// <summary>What a text names of the demand's technologies: each with the best worth and the words that say so.</summary>
    internal IReadOnlyList<NamedTechnology> In(string text)
    {
        if (graph is null || weights.Length == 0)
        {
            return [];
        }

        var found = new Dictionary<int, NamedTechnology>();
        foreach (var mention in graph.Linker.Link(text))
        {
            foreach (var (wanted, worth) in worths.GetValueOrDefault(mention.Technology) ?? [])
            {
                ref var best = ref CollectionsMarshal.GetValueRefOrAddDefault(found, wanted, out _);
                best = best.Worth >= worth ? best : new NamedTechnology(wanted, worth, worth * weights[wanted], text.Substring(mention.Start, mention.Length));
            }
        }

        return [.. found.Values.OrderByDescending(technology => technology.Weight).ThenBy(technology => technology.Wanted)];
    }

    /// <summary>Which of the demand's technologies texts show, as such or by something near.</summary>
    internal HashSet<int> ShownBy(IEnumerable<string> texts) =>
        [.. texts.SelectMany(In).Where(technology => technology.Worth >= LeastShown).Select(technology => technology.Wanted)];

    /// <summary>Which of the demand's technologies a phrase of the demand itself names.</summary>
    internal int[] NamedBy(string phrase) => [.. In(phrase).Where(technology => technology.Worth >= 1).Select(technology => technology.Wanted)];

    private void Note(int technology, int wanted, double worth) =>
        (CollectionsMarshal.GetValueRefOrAddDefault(worths, technology, out _) ??= []).Add((wanted, worth));
}

/// <summary>A technology of the demand, named by a text.</summary>
/// <param name="Wanted">Which of the demand's technologies.</param>
/// <param name="Worth">1 for the very technology, less for one near it.</param>
/// <param name="Weight">Its weight in the demand times worth.</param>
/// <param name="Label">As the text writes it.</param>
internal readonly record struct NamedTechnology(int Wanted, double Worth, double Weight, string Label);
