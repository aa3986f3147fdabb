using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Explanations;

/// <summary>An edit with what it takes hold of: two that meet there cannot be made together.</summary>
/// <param name="Edit">The edit.</param>
/// <param name="Slot">A part of the need, or a technology.</param>
/// <param name="Start">Where within it.</param>
/// <param name="End">Behind the last place.</param>
internal sealed record ProposedEdit(DemandEdit Edit, string Slot, int Start = 0, int End = int.MaxValue)
{
    internal bool Meets(ProposedEdit other) => Slot == other.Slot && Start < other.End && other.Start < End;
}

/// <summary>The edits of a need that might help one expert: what the profile answers to that the need does not ask yet, and what the need asks that nothing in the profile answers to.</summary>
internal static class EditProposals
{
    /// <summary>The proposals, always in the same order.</summary>
    /// <param name="pairing">Need and expert.</param>
    /// <param name="weights">What the words of the need weigh.</param>
    /// <param name="named">The technologies that the need names.</param>
    /// <param name="graph">All technologies; null for none.</param>
    internal static IReadOnlyList<ProposedEdit> For(Pairing pairing, PhraseWeights weights, NamedTechnologies named, KnowledgeGraph? graph) =>
    [
        .. ConditionEdits.For(pairing),
        .. graph is null ? [] : TechnologyEdits.For(pairing, named, graph),
        .. TextCuts.For(pairing, weights, named),
        .. IndicatorCuts(pairing, weights),
    ];

    private static IEnumerable<ProposedEdit> IndicatorCuts(Pairing pairing, PhraseWeights weights)
    {
        for (var i = 0; i < pairing.Query.Indicators.Count; i++)
        {
            var indicator = pairing.Query.Indicators[i];
            if (AskedText.Of(Knowledge.Text.Normalizer.Normalize(indicator.Name), weights).IsMissing(pairing.Relevance.HeldTerms, pairing.Relevance.ShownTechnologies))
            {
                var told = DemandPhrases.Told(indicator);
                yield return new ProposedEdit(
                    new DemandEdit(
                        EditKinds.DropIndicator, DemandParts.Indicators, told, null, EditCosts.DropIndicator,
                        $"去掉指标“{told}”，专家的材料大多没有涉及", $"Drop the technical indicator \"{told}\": the expert's documents show little of it"),
                    DemandParts.Indicators, i, i + 1);
            }
        }
    }
}
