using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Ranking.Exclusions;

/// <summary>Who is never ranked for a demand, however well the texts fit. Withdrawn talents are not in the index at all.</summary>
public static class Exclusion
{
    /// <summary>The talent did not agree to be matched.</summary>
    public const string NoConsent = "no_consent";

    /// <summary>The talent takes nothing now, or all of the capacity is engaged.</summary>
    public const string NoCapacity = "no_capacity";

    /// <summary>Enterprise and institute are one organisation: same credit code or same normalised name.</summary>
    public const string OwnInstitute = "own_institute";

    /// <summary>The demand is shown to other institutes only.</summary>
    public const string NotTargeted = "not_targeted";

    /// <summary>The talent is unknown or withdrawn.</summary>
    public const string NotInIndex = "not_in_index";

    /// <summary>Every reason that keeps a candidate out, for "why not"; empty when nothing does.</summary>
    public static IReadOnlyList<string> Reasons(RankingQuery query, Indexed<Candidate>? entry, RankingMoment moment)
    {
        if (entry is null)
        {
            return [NotInIndex];
        }

        var reasons = new List<string>();
        AddIf(reasons, NoConsent, !entry.Item.Consent);
        AddIf(reasons, NoCapacity, LacksCapacity(entry, moment));
        AddIf(reasons, OwnInstitute, IsOwnInstitute(query, entry.Item));
        AddIf(reasons, NotTargeted, IsOutsideTarget(query, entry.Item));
        return reasons;
    }

    private static bool LacksCapacity(Indexed<Candidate> entry, RankingMoment moment) =>
        entry.Item.Capacity is { } capacity && capacity <= moment.EngagementsOf(entry.Id);

    private static bool IsOwnInstitute(RankingQuery query, Candidate candidate) =>
        IsSame(query.EnterpriseCreditCode, candidate.InstituteCreditCode) || IsSame(query.EnterpriseName, candidate.InstituteName);

    private static bool IsOutsideTarget(RankingQuery query, Candidate candidate) =>
        query.IsTargeted && !query.TargetInstitutes.Any(institute => IsSame(institute, candidate.InstituteCreditCode));

    private static bool IsSame(string? left, string? right) =>
        !string.IsNullOrEmpty(left) && string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static void AddIf(List<string> reasons, string reason, bool applies)
    {
        if (applies)
        {
            reasons.Add(reason);
        }
    }
}
