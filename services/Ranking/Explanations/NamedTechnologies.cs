using System.Runtime.InteropServices;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Relevance;

namespace Matchmaking.Ranking.Explanations;

/// <summary>
/// The technologies that a demand names, found again in other texts, in either language and also by a near one: what words alone would call
/// missing.
/// </summary>
internal sealed class NamedTechnologies
{
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

    /// <summary>All mentions of the demand's technologies and of those near them, in the order of the text.</summary>
    internal List<NamedTechnology> In(string text)
    {
        var named = new List<NamedTechnology>();
        if (graph is null || weights.Length == 0)
        {
            return named;
        }

        foreach (var mention in graph.Linker.Link(text))
        {
            foreach (var (wanted, worth) in worths.GetValueOrDefault(mention.Technology) ?? [])
            {
                named.Add(new NamedTechnology(wanted, worth, worth * weights[wanted], mention.Start, text.Substring(mention.Start, mention.Length)));
            }
        }

        return named;
    }

    /// <summary>Of the mentions between two places those worth most: one for each of the demand's technologies, the first of equals; weightiest first.</summary>
    internal static NamedTechnology[] Best(List<NamedTechnology> named, int start, int end)
    {
        List<NamedTechnology>? best = null;
        foreach (var mention in named)
        {
            if (mention.Start < start || mention.Start >= end)
            {
                continue;
            }

            best ??= [];
            var known = 0;
            while (known < best.Count && best[known].Wanted != mention.Wanted)
            {
                known++;
            }

            if (known == best.Count)
            {
                best.Add(mention);
            }
            else if (mention.Worth > best[known].Worth)
            {
                best[known] = mention;
            }
        }

        best?.Sort(static (left, right) => right.Weight.CompareTo(left.Weight) is var byWeight and not 0 ? byWeight : left.Wanted.CompareTo(right.Wanted));
        return best?.ToArray() ?? [];
    }

    /// <summary>Which of the demand's technologies a phrase of the demand itself names.</summary>
    internal int[] NamedBy(string phrase) => [.. In(phrase).Where(technology => technology.Worth >= 1).Select(technology => technology.Wanted).Distinct()];

    private void Note(int technology, int wanted, double worth) =>
        (CollectionsMarshal.GetValueRefOrAddDefault(worths, technology, out _) ??= []).Add((wanted, worth));
}

/// <summary>A technology of the demand, named by a text.</summary>
/// <param name="Wanted">Which of the demand's technologies.</param>
/// <param name="Worth">1 for the very technology, less for one near it.</param>
/// <param name="Weight">Its weight in the demand times worth.</param>
/// <param name="Start">Where the text names it.</param>
/// <param name="Label">As the text writes it.</param>
internal readonly record struct NamedTechnology(int Wanted, double Worth, double Weight, int Start, string Label);
