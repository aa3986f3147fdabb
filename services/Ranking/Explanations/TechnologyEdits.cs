using Matchmaking.Knowledge.Graph;
using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Explanations;

/// <summary>Technologies that an expert shows near those of a need, or in documents that support it, and that the need does not name.</summary>
internal static class TechnologyEdits
{
    // The fourth has little to do with the need in nearly every profile.
    private const int MostTechnologies = 4;

    private const int LongestTitle = 200;

    internal static IEnumerable<ProposedEdit> For(Pairing pairing, NamedTechnologies named, KnowledgeGraph graph)
    {
        var asked = pairing.Query.Texts.SelectMany(text => graph.Linker.Link(text)).Select(mention => mention.Technology).ToHashSet();
        foreach (var (technology, label, isNear) in Shown(pairing, named, graph).Where(shown => !asked.Contains(shown.Technology)).Take(MostTechnologies))
        {
            var slot = graph.Technologies[technology].Key;
            var cost = isNear ? EditCosts.NameNearTechnology : EditCosts.NameOtherTechnology;
            yield return Name(DemandParts.Description, "需求描述", "description", cost, label, slot);
            if (pairing.Query.Texts[0].Length + label.Length < LongestTitle)
            {
                yield return Name(DemandParts.Title, "标题", "title", cost + EditCosts.InTitle, label, slot);
            }
        }
    }

    private static ProposedEdit Name(string part, string chinese, string english, int cost, string label, string slot) => new(
        new DemandEdit(
            EditKinds.NameTechnology, part, null, label, cost,
            $"在{chinese}中写明“{label}”，专家的材料体现了这项技术", $"Name \"{label}\" in the {english}: the expert's documents show this technology"),
        slot);

    // Those that the graph knows to be near one that the need names first, then by the nearest document that names them; of equals the lower number.
    private static IEnumerable<(int Technology, string Label, bool IsNear)> Shown(Pairing pairing, NamedTechnologies named, KnowledgeGraph graph)
    {
        var isChinese = pairing.Query.Texts[0].Any(Characters.IsHan);
        var shown = new Dictionary<int, (bool IsNear, double Nearness, string Label)>();
        for (var i = 0; i < pairing.Candidate.Documents.Count; i++)
        {
            var cosine = pairing.Relevance.DocumentCosines[i];
            var text = pairing.Candidate.Documents[i].Text;
            var near = named.In(text).Select(mention => mention.Start).ToHashSet();
            foreach (var mention in graph.Linker.Link(text).Where(mention => cosine >= EvidenceSupport.SupportingCosine || near.Contains(mention.Start)))
            {
                var isNear = near.Contains(mention.Start);
                if (!shown.TryGetValue(mention.Technology, out var known) || (isNear, cosine).CompareTo((known.IsNear, known.Nearness)) > 0)
                {
                    shown[mention.Technology] = (isNear, cosine, Readable(mention, text, isChinese, graph));
                }
            }
        }

        return shown.OrderByDescending(technology => technology.Value.IsNear).ThenByDescending(technology => technology.Value.Nearness).ThenBy(technology => technology.Key)
            .Select(technology => (technology.Key, technology.Value.Label, technology.Value.IsNear));
    }

    // As the expert writes it, unless that is in another script than the need, or a technology only beside one of its cues.
    private static string Readable(Mention mention, string text, bool isChinese, KnowledgeGraph graph)
    {
        var written = text.Substring(mention.Start, mention.Length);
        return graph.Linker.Link(written) is [var alone] && alone.Technology == mention.Technology && (!isChinese || written.Any(Characters.IsHan))
            ? written
            : graph.Technologies[mention.Technology].Zh;
    }
}
