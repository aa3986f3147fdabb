namespace Matchmaking.Knowledge.Graph;

/// <summary>A technology near another.</summary>
/// <param name="Technology">Its number.</param>
/// <param name="Weight">How much of the other's it is worth, above 0 and below 1.</param>
internal readonly record struct Neighbour(int Technology, double Weight);

/// <summary>What stands near each technology, worked out when first asked for. May be used by many threads.</summary>
internal sealed class Expansion(KnowledgeGraph graph)
{
    /// <summary>A kind or part: whoever works on cathode materials works on lithium-ion batteries.</summary>
    internal const double Narrower = 0.7;

    /// <summary>Two levels below.</summary>
    internal const double NarrowerTwice = 0.5;

    /// <summary>What it is a kind of: the broader field knows it, though perhaps not closely.</summary>
    internal const double Broader = 0.5;

    /// <summary>Two levels above, where the terms grow general.</summary>
    internal const double BroaderTwice = 0.25;

    /// <summary>The same problem or an alternative.</summary>
    internal const double Related = 0.3;

    /// <summary>Another kind of the same thing.</summary>
    internal const double Sibling = 0.3;

    /// <summary>Before or after it in the chain of production: another craft, in contact with this one.</summary>
    internal const double Chain = 0.2;

    /// <summary>Kinds of something that has more of them have little in common.</summary>
    internal const int MostSiblings = 12;

    /// <summary>Neighbours of one technology at most.</summary>
    internal const int Most = 40;

    private readonly Neighbour[]?[] known = new Neighbour[]?[graph.Technologies.Count];

    /// <summary>The technologies near one, heaviest first, equal weights by rising id.</summary>
    internal IReadOnlyList<Neighbour> Of(int technology) =>
        // Two threads may work out the same; either answer is the answer.
        Volatile.Read(ref known[technology]) ?? (known[technology] = Find(graph.Technologies[technology]));

    private Neighbour[] Find(Technology technology)
    {
        var weights = new Dictionary<int, double>();
        void Add(IEnumerable<int> found, double weight)
        {
            foreach (var other in found.Where(other => other != technology.Number && weights.GetValueOrDefault(other) < weight))
            {
                weights[other] = weight;
            }
        }

        Add(technology.Narrower, Narrower);
        Add(technology.Narrower.SelectMany(number => graph.Technologies[number].Narrower), NarrowerTwice);
        Add(technology.Broader, Broader);
        Add(technology.Broader.SelectMany(number => graph.Technologies[number].Broader), BroaderTwice);
        Add(technology.Related, Related);
        Add(technology.Broader.Select(number => graph.Technologies[number].Narrower).Where(siblings => siblings.Length <= MostSiblings).SelectMany(siblings => siblings), Sibling);
        Add(technology.Feeds, Chain);
        Add(technology.FedBy, Chain);
        return [.. weights.Select(pair => new Neighbour(pair.Key, pair.Value)).OrderByDescending(near => near.Weight).ThenBy(near => near.Technology).Take(Most)];
    }
}
