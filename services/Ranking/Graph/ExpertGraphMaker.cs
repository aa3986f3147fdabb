using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;

namespace Matchmaking.Ranking.Graph;

/// <summary>Draws the graph around one expert.</summary>
internal sealed class ExpertGraphMaker(KnowledgeGraph graph, Indexed<Candidate> expert, LinkedView talents, LinkedView demands)
{
    // Together with expert and institute at most 50 nodes, which a page can still show.
    private const int MostTechnologies = 15;
    private const int MostAchievements = 15;
    private const int MostColleagues = 10;

    /// <summary>Fitting needs that are shown at most.</summary>
    internal const int MostDemands = 8;

    private readonly List<GraphNode> nodes = [];
    private readonly List<GraphEdge> edges = [];
    private readonly Dictionary<int, double> shown = [];
    private bool truncated;

    /// <summary>Draws it.</summary>
    /// <param name="fitting">Open needs that fit, best first; one more than is shown tells that there are more.</param>
    /// <param name="open">The open needs.</param>
    internal ExpertGraph Make(IReadOnlyList<FittingDemand> fitting, IndexSnapshot<RankingQuery> open)
    {
        var self = Talent(expert.Id);
        if (expert.Item.InstituteCreditCode is { Length: > 0 } code)
        {
            edges.Add(new GraphEdge(self, Node("institute", code, expert.Item.InstituteName ?? code), "belongs_to", 1, null));
        }

        var linked = talents.Entries[expert.Id];
        Technologies(self, linked);
        Achievements(self);
        Colleagues(self, linked);
        Demands(self, fitting, open);
        return new ExpertGraph(expert.Id, expert.Revision, nodes, edges, truncated);
    }

    private string Node(string kind, string key, string label)
    {
        nodes.Add(new GraphNode($"{kind}:{key}", kind, label, key));
        return nodes[^1].Id;
    }

    private string Talent(Guid id) => Node("talent", id.ToString(), id.ToString());

    private string TechnologyId(int number) => $"technology:{graph.Technologies[number].Id}";

    private void Technologies(string self, LinkedEntry linked)
    {
        var heaviest = linked.Technologies.Length > 0 ? linked.Technologies[0].Weight : 1;
        foreach (var found in Cut(linked.Technologies, MostTechnologies))
        {
            shown[found.Technology] = found.Weight / heaviest;
            var technology = graph.Technologies[found.Technology];
            edges.Add(new GraphEdge(self, Node("technology", technology.Id, technology.Zh), "works_on", Math.Round(found.Weight / heaviest, 3), found.Evidence));
        }

        foreach (var technology in shown.Keys.Select(number => graph.Technologies[number]))
        {
            Between(technology, technology.Broader, "broader");
            Between(technology, technology.Feeds, "feeds");
            Between(technology, technology.Related.Where(other => other > technology.Number), "related");
        }
    }

    private void Between(Technology technology, IEnumerable<int> others, string kind) =>
        edges.AddRange(others.Where(shown.ContainsKey).Select(other => new GraphEdge(TechnologyId(technology.Number), TechnologyId(other), kind, 1, null)));

    // Those first that show most of what the expert is known for; within that as they stand, newest first.
    private void Achievements(string self)
    {
        var found = expert.Item.Documents.Where(document => document.AchievementId is not null)
            .Select(document => (Document: document, Technologies: Shown(document.Text)))
            .OrderByDescending(achievement => achievement.Technologies.Sum(technology => shown[technology])).ToArray();
        foreach (var (document, technologies) in Cut(found, MostAchievements))
        {
            var node = Node("achievement", document.AchievementId!.Value.ToString(), document.Title ?? "");
            edges.Add(new GraphEdge(self, node, "has", 1, null));
            edges.AddRange(technologies.Select(technology => new GraphEdge(node, TechnologyId(technology), "shows", 1, null)));
        }
    }

    private int[] Shown(string text)
    {
        var named = new HashSet<int>();
        var sink = new TechnologySink(named);
        _ = graph.Linker.Link(text, ref sink);
        return [.. named.Where(shown.ContainsKey).Order()];
    }

    private void Colleagues(string self, LinkedEntry linked)
    {
        var together = linked.Titles.SelectMany(talents.WithTitle).Where(other => other.Id != linked.Id).DistinctBy(other => other.Id).ToArray();
        var near = talents.OfInstitute(linked.Institute).Where(other => other.Id != linked.Id)
            .Select(other => (Entry: other, Weight: Common(linked, other))).Where(other => other.Weight > 0);
        var all = together.Select(other => (Entry: other, Kind: "shares_achievement", Weight: 1.0))
            .Concat(near.ExceptBy(together.Select(other => other.Id), other => other.Entry.Id).Select(other => (other.Entry, Kind: "colleague", other.Weight)))
            .OrderByDescending(other => other.Weight).ThenBy(other => other.Entry.Id).ToArray();
        foreach (var other in Cut(all, MostColleagues))
        {
            edges.Add(new GraphEdge(self, Talent(other.Entry.Id), other.Kind, Math.Round(other.Weight, 3), null));
        }
    }

    // The share of the expert's weight that lies on technologies which the other has too.
    private static double Common(LinkedEntry one, LinkedEntry other)
    {
        var theirs = other.Technologies.Select(found => found.Technology).ToHashSet();
        var all = one.Technologies.Sum(found => found.Weight);
        return all > 0 ? one.Technologies.Where(found => theirs.Contains(found.Technology)).Sum(found => found.Weight) / all : 0;
    }

    private void Demands(string self, IReadOnlyList<FittingDemand> fitting, IndexSnapshot<RankingQuery> open)
    {
        // One that was closed a moment ago has no title any more.
        var found = fitting.Select(demand => (Fit: demand, Entry: open.Find(demand.DemandId))).Where(demand => demand.Entry is not null).ToArray();
        foreach (var (fit, entry) in Cut(found, MostDemands))
        {
            var node = Node("demand", fit.DemandId.ToString(), entry!.Item.Texts[0]);
            edges.Add(new GraphEdge(self, node, "fits", Math.Round(fit.Score / 100, 3), null));
            var technologies = demands.Entries.TryGetValue(fit.DemandId, out var linked) ? linked.Technologies : [];
            edges.AddRange(technologies.Where(technology => shown.ContainsKey(technology.Technology))
                .Select(technology => new GraphEdge(node, TechnologyId(technology.Technology), "asks_for", Math.Round(technology.Weight / technologies[0].Weight, 3), null)));
        }
    }

    private T[] Cut<T>(T[] found, int most)
    {
        truncated |= found.Length > most;
        return found.Length > most ? found[..most] : found;
    }
}
