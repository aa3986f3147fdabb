using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Queries;

namespace Matchmaking.Ranking.Explanations;

/// <summary>
/// Sentences of a need, and parts of sentences between commas, of which the documents of an expert show less than half, by weight: the weightiest first. With more than half of its
/// description gone a need is another one, so no such cut is proposed.
/// </summary>
internal static class TextCuts
{
    private const int MostCuts = 8;

    // Shorter ones hardly carry a word.
    private const int ShortestCut = 4;

    private static readonly (string Part, Wording Name)[] Parts =
    [
        (DemandParts.Description, new("需求描述", "description")),
        (DemandParts.Background, new("需求背景", "background")),
        (DemandParts.ExistingFoundation, new("现有基础", "existing foundation")),
    ];

    internal static IEnumerable<ProposedEdit> For(Pairing pairing, PhraseWeights weights, NamedTechnologies named) => Parts
        .SelectMany((part, order) => Missing(pairing, part.Part, part.Name, order, weights, named))
        .OrderByDescending(cut => cut.Weight).ThenBy(cut => cut.Order).ThenBy(cut => cut.Edit.Start).ThenBy(cut => cut.Edit.End).Take(MostCuts)
        // In the order of the text: of two cuts that share a comma the left one is made first.
        .OrderBy(cut => cut.Order).ThenBy(cut => cut.Edit.Start).ThenBy(cut => cut.Edit.End).Select(cut => cut.Edit);

    /// <summary>Whether a need keeps at least half of its description.</summary>
    internal static bool KeepHalf(RankingQuery before, RankingQuery after) =>
        2 * after.Texts[EditedDemand.SectionOf(DemandParts.Description)].Length >= before.Texts[EditedDemand.SectionOf(DemandParts.Description)].Length;

    private static IEnumerable<(ProposedEdit Edit, double Weight, int Order)> Missing(
        Pairing pairing, string part, Wording name, int order, PhraseWeights weights, NamedTechnologies named)
    {
        var section = EditedDemand.SectionOf(part);
        var text = pairing.Query.Texts[section];
        var isDescription = part == DemandParts.Description;
        foreach (var (start, length, isClause) in Pieces(text).DistinctBy(piece => (piece.Start, piece.Length)))
        {
            var removed = text.Substring(start, length);
            var asked = AskedText.Of(removed, weights, named);
            // Where the same words stand before, those would go instead.
            if (asked.Weight <= 0 || !asked.IsMissing(pairing.Relevance.HeldTerms, pairing.Relevance.ShownTechnologies)
                || (isDescription && 2 * length > text.Length) || text.IndexOf(removed, StringComparison.Ordinal) != start)
            {
                continue;
            }

            var cost = !isDescription ? EditCosts.DropSetting : isClause ? EditCosts.DropClause : EditCosts.DropSentence;
            var told = removed.Trim('，');
            yield return (
                new ProposedEdit(
                    new DemandEdit(
                        EditKinds.DropText, part, removed, null, cost,
                        $"去掉{name.Chinese}中的“{told}”，专家的材料大多没有涉及", $"Drop \"{told}\" from the {name.English}: the expert's documents show little of it"),
                    part, start, start + length),
                DemandQuery.WeightOf(section) * asked.Unshown(pairing.Relevance.HeldTerms),
                order);
        }
    }

    private static IEnumerable<(int Start, int Length, bool IsClause)> Pieces(string text)
    {
        foreach (var (start, length) in Knowledge.Text.Sentences.Places(text))
        {
            yield return (start, length, false);
            foreach (var clause in Clauses(text, start, start + length).Where(clause => clause.Length >= ShortestCut))
            {
                yield return (clause.Start, clause.Length, true);
            }
        }
    }

    // Each with the comma behind it, the last without the stop at its end but with the comma before: what is left reads on.
    private static IEnumerable<(int Start, int Length)> Clauses(string text, int start, int end)
    {
        var from = start;
        for (var i = start; i < end; i++)
        {
            if (text[i] == '，')
            {
                yield return (from, i + 1 - from);
                from = i + 1;
            }
        }

        if (from > start)
        {
            var stop = end > from && "。！？；".Contains(text[end - 1]) ? end - 1 : end;
            yield return (from - 1, stop - from + 1);
        }
    }
}
