using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Ranking.Portraits;

/// <summary>Draws the portrait of one expert out of the profile alone.</summary>
internal static class PortraitMaker
{
    /// <summary>Draws the portrait.</summary>
    /// <param name="entry">The expert, as the index hands it back.</param>
    /// <param name="moment">Today and the engagements in progress.</param>
    /// <param name="graph">The technologies to look for.</param>
    internal static Portrait Make(Indexed<Candidate> entry, RankingMoment moment, KnowledgeGraph graph)
    {
        var (candidate, today) = (entry.Item, moment.Today);
        var documents = DocumentReading.Of(candidate, graph.Linker, today);
        var linked = LinkedTechnologies.Of(documents, graph);
        var phrases = OwnPhrases.Of(candidate, documents, graph.Linker, linked.Count);
        var chosen = PortraitTechnologies.Chosen(linked, phrases);
        var axes = PortraitAxes.Of(candidate, today, moment.EngagementsOf(entry.Id));
        var damaged = DamageFinder.Find(candidate);
        var coverage = Coverage.Of(candidate, documents, linked.Count(technology => technology.Kinds.Count == 0));
        PortraitRemark[] thin = [.. Coverage.ThinReasons(coverage, chosen.Count, damaged)];
        return new Portrait(
            entry.Id,
            entry.Revision,
            PortraitVersion.Of(entry.Id, entry.Revision, moment, graph),
            today,
            PortraitTechnologies.Told(chosen),
            axes,
            Strengths.Of(chosen, axes),
            new Gaps(candidate, documents, graph, today).Of(linked, chosen),
            coverage,
            thin.Length > 0,
            thin,
            damaged);
    }
}
