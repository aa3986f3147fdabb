using Matchmaking.Access;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Queries;

namespace Matchmaking.Ranking;

/// <summary>What a caller may ask of the experts and needs that Ranking holds in memory, where no row-level security stands.</summary>
internal static class Sight
{
    /// <summary>Experts are shown to everybody while they agree to be matched, otherwise to their institute and a bureau.</summary>
    public static bool Sees(this Caller caller, Candidate expert) => expert.Consent || caller.IsBureau || caller.IsOwnerOf(expert);

    /// <summary>Whether the caller acts for the expert's institute.</summary>
    public static bool IsOwnerOf(this Caller caller, Candidate expert) => caller.Roles.Contains(Roles.Institute) && expert.InstituteCreditCode == caller.Organisation;

    /// <summary>What becomes of a need in the ranking is for its enterprise and for the bureau of its region.</summary>
    public static bool SeesRankingOf(this Caller caller, RankingQuery demand) =>
        caller.Roles.Contains(Roles.Operator)
        || (caller.Roles.Contains(Roles.Reviewer) && (caller.Regions.Count == 0 || caller.Regions.Any(region => demand.RegionCode?.StartsWith(region, StringComparison.Ordinal) == true)))
        || (caller.Roles.Contains(Roles.Enterprise) && demand.EnterpriseCreditCode == caller.Organisation);
}
