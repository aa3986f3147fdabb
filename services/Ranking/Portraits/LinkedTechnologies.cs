using System.Runtime.InteropServices;
using Matchmaking.Knowledge.Graph;

namespace Matchmaking.Ranking.Portraits;

/// <summary>
/// The technologies of the knowledge graph that a portfolio names. A broader one that no text names itself, but two or more of whose kinds are
/// named, stands beside them: 化学电源 for somebody who writes of 固态电池 and 钠离子电池 only.
/// </summary>
internal static class LinkedTechnologies
{
    // One kind alone says nothing that it does not say itself.
    private const int LeastKinds = 2;

    /// <summary>The technologies, in no order.</summary>
    internal static List<ShownTechnology> Of(IReadOnlyList<DocumentReading> documents, KnowledgeGraph graph)
    {
        var showings = new Dictionary<int, List<Showing>>();
        foreach (var document in documents)
        {
            foreach (var mentions in document.Mentions.GroupBy(mention => mention.Technology))
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(showings, mentions.Key, out _) ??= []).Add(Show(document, mentions));
            }
        }

        var named = showings.Select(pair => new ShownTechnology(graph.Technologies[pair.Key], graph.Technologies[pair.Key].Zh, 1, [], Showing.Ordered(pair.Value))).ToList();
        return [.. named, .. Merged(named, graph)];
    }

    // The title is shown with the evidence anyway, so a sentence of the text tells more.
    private static Showing Show(DocumentReading document, IEnumerable<Mention> mentions)
    {
        var title = document.Document.Title?.Length ?? 0;
        var mention = mentions.OrderBy(mention => mention.Start < title).ThenBy(mention => mention.Start).First();
        return new Showing(document, 1, () => document.SentenceAt(mention.Start), document.Document.Text.Substring(mention.Start, mention.Length));
    }

    // What is a kind of nothing is as wide as a field (高分子材料, 先进制造工艺与装备), and the fields of its kinds say it already. A document counts once, however many kinds it names, and as much less as a kind is worth of the broader one.
    private static IEnumerable<ShownTechnology> Merged(List<ShownTechnology> named, KnowledgeGraph graph)
    {
        var known = named.Select(technology => technology.Technology!.Number).ToHashSet();
        return named.SelectMany(kind => kind.Technology!.Broader.Where(broader => !known.Contains(broader) && graph.Technologies[broader].Broader.Length > 0).Select(broader => (Broader: broader, Kind: kind)))
            .GroupBy(pair => pair.Broader, pair => pair.Kind)
            .Where(kinds => kinds.Count() >= LeastKinds)
            .Select(kinds => new ShownTechnology(
                graph.Technologies[kinds.Key],
                graph.Technologies[kinds.Key].Zh,
                Expansion.Narrower,
                [.. kinds.OrderByDescending(kind => kind.Weight).ThenBy(kind => kind.Technology!.Number).Select(kind => kind.Technology!)],
                Showing.Ordered(kinds.SelectMany(kind => kind.Showings).DistinctBy(showing => showing.Reading))));
    }
}
