using Matchmaking.Vocabulary;

namespace Matchmaking.Ranking.Decisions;

/// <summary>
/// What a decision says about relevance. A rejection for price, time or another reason that has nothing to do with the subject is no label: who learned from
/// it would rank good experts lower for having been too dear once.
/// </summary>
internal static class DecisionGrade
{
    private const int Contract = 3;
    private const int Accepted = 2;
    private const int Held = 1;
    private const int Irrelevant = 0;

    /// <summary>The grade of a decided match.</summary>
    /// <param name="decision">accepted, held or rejected.</param>
    /// <param name="reasons">Codes of the decision.</param>
    /// <param name="stages">What became of it so far.</param>
    /// <param name="endReasons">Codes of its end, if it ended.</param>
    /// <returns>3 a contract was signed, 2 accepted, 1 held, 0 the subject is wrong; null where relevance was not the reason.</returns>
    internal static int? Of(string decision, IReadOnlyCollection<string> reasons, IReadOnlyCollection<string> stages, IReadOnlyCollection<string> endReasons)
    {
        if (stages.Contains("contract"))
        {
            return Contract;
        }

        // Both sides met, and the subject turned out to be another: they know better than the reviewer did.
        if (IsAboutRelevance(endReasons))
        {
            return Irrelevant;
        }

        return decision switch
        {
            "accepted" => Accepted,
            "held" => reasons.Count > 0 && reasons.All(ReasonFamilies.IsElsewhere) ? null : Held,
            "rejected" when IsAboutRelevance(reasons) => Irrelevant,
            _ => null,
        };
    }

    private static bool IsAboutRelevance(IReadOnlyCollection<string> reasons) => reasons.Contains("irrelevant") || reasons.Contains("wrong_field");
}
