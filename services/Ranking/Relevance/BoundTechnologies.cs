using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;

namespace Matchmaking.Ranking.Relevance;

/// <summary>
/// The technologies a demand names, with what they weigh in one snapshot, and for each the technologies near it that a portfolio may show
/// instead, by how much of it they are worth.
/// </summary>
internal sealed class BoundTechnologies
{
    // In the search for candidates all technologies together are worth this share of all words: what the best portfolios reach by words.
    private const double SearchShare = 0.1;

    // Neighbours searched by; more would only find what is far.
    private const int MostSearched = 8;

    private readonly Dictionary<int, List<(int Wanted, double Worth)>>[] byOrdinal;

    private BoundTechnologies(WantedTechnology[] wanted, Dictionary<int, List<(int Wanted, double Worth)>>[] byOrdinal, SearchTerm[] searchTerms)
    {
        Wanted = wanted;
        Total = wanted.Sum(technology => technology.Weight);
        this.byOrdinal = byOrdinal;
        SearchTerms = searchTerms;
    }

    /// <summary>What the demand names, each once.</summary>
    internal WantedTechnology[] Wanted { get; }

    /// <summary>Their weights together.</summary>
    internal double Total { get; }

    internal SearchTerm[] SearchTerms { get; }

    /// <summary>The ordinals of a segment that are worth something for what the demand names: for which, and how much.</summary>
    internal IReadOnlyDictionary<int, List<(int Wanted, double Worth)>> In(int segment) => byOrdinal[segment];

    internal static BoundTechnologies Bind<TItem>(IReadOnlyList<string> texts, IndexSnapshot<TItem> snapshot)
    {
        var byOrdinal = Array.ConvertAll(snapshot.Segments, _ => new Dictionary<int, List<(int, double)>>());
        if (snapshot.Graph is not { } graph)
        {
            return new BoundTechnologies([], byOrdinal, []);
        }

        var named = Named(texts, graph);
        var wanted = new WantedTechnology[named.Count];
        var search = new List<(double Weight, int[] Ordinals)>();
        for (var i = 0; i < wanted.Length; i++)
        {
            var (technology, weight) = named[i];
            var ordinals = new int[snapshot.Segments.Length];
            var holders = BoundQuery.Count(graph.Technologies[technology].Key, snapshot, ordinals).Entries;
            wanted[i] = new WantedTechnology(technology, (weight <= 1 ? weight : 1 + Math.Log(weight)) * Bm25.Idf(snapshot.Count, holders));
            Note(byOrdinal, ordinals, i, 1);
            search.Add((wanted[i].Weight, ordinals));
            foreach (var (near, place) in graph.Expansion.Of(technology).Select((near, place) => (near, place)))
            {
                var nearOrdinals = Array.ConvertAll(snapshot.Segments, live => live.Segment.Terms.Find(graph.Technologies[near.Technology].Key));
                Note(byOrdinal, nearOrdinals, i, near.Weight);
                if (place < MostSearched)
                {
                    search.Add((wanted[i].Weight * near.Weight, nearOrdinals));
                }
            }
        }

        var total = wanted.Sum(technology => technology.Weight);
        return new BoundTechnologies(
            wanted,
            byOrdinal,
            [.. search.Where(term => term.Ordinals.Any(ordinal => ordinal >= 0)).Select(term => new SearchTerm(term.Weight / total * SearchShare * ImpactTable.FixedPoint, term.Ordinals))]);
    }

    private static List<(int Technology, double Weight)> Named(IReadOnlyList<string> texts, KnowledgeGraph graph)
    {
        var weights = new SortedDictionary<int, double>();
        for (var i = 0; i < texts.Count; i++)
        {
            foreach (var mention in graph.Linker.Link(texts[i]))
            {
                weights[mention.Technology] = weights.GetValueOrDefault(mention.Technology) + DemandQuery.WeightOf(i);
            }
        }

        return [.. weights.Select(weight => (weight.Key, weight.Value))];
    }

    private static void Note(Dictionary<int, List<(int Wanted, double Worth)>>[] byOrdinal, int[] ordinals, int wanted, double worth)
    {
        for (var segment = 0; segment < ordinals.Length; segment++)
        {
            if (ordinals[segment] >= 0)
            {
                (System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(byOrdinal[segment], ordinals[segment], out _) ??= []).Add((wanted, worth));
            }
        }
    }
}

/// <summary>A technology that a demand names.</summary>
/// <param name="Technology">Its number in the graph.</param>
/// <param name="Weight">By the sections that name it and by how few portfolios show it.</param>
internal readonly record struct WantedTechnology(int Technology, double Weight);
