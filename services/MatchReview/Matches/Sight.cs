using Matchmaking.Access;

namespace Matchmaking.MatchReview.Matches;

/// <summary>Which matches a caller sees, as parameters of <see cref="MatchRow.Visible"/>, and what of them.</summary>
/// <param name="SightBureau">A reviewer or an operator.</param>
/// <param name="SightRegions">The regions a reviewer is limited to, as prefixes; null for all.</param>
/// <param name="SightEnterprise">The enterprise whose needs' matches are seen; null for none.</param>
/// <param name="SightInstitute">The institute whose experts' accepted matches are seen; null for none.</param>
internal sealed record Sight(bool SightBureau, string[]? SightRegions, string? SightEnterprise, string? SightInstitute)
{
    /// <summary>What <paramref name="caller"/> sees.</summary>
    public static Sight Of(Caller caller) => new(
        caller.IsBureau,
        caller.Roles.Contains(Roles.Operator) || caller.Regions.Count == 0 ? null : [.. caller.Regions],
        caller.Roles.Contains(Roles.Enterprise) ? caller.Organisation : null,
        caller.Roles.Contains(Roles.Institute) ? caller.Organisation : null);

    /// <summary>Whether the enterprise of a demand is named to the caller.</summary>
    public bool Names(bool isAnonymous) => SightBureau || SightEnterprise is not null || !isAnonymous;
}
