namespace Matchmaking.Ranking.Candidates;

/// <summary>
/// A talent considered for a demand, as ranking sees it. Name, degree and professional title are left out on purpose: what is not here
/// cannot be weighed.
/// </summary>
/// <param name="InstituteCreditCode">Unified social credit code of the institute; null if unknown.</param>
/// <param name="InstituteName">Normalised name of the institute; null if unknown.</param>
/// <param name="InstituteRegion">GB/T 2260 code of the institute's seat; null if unknown.</param>
/// <param name="Fields">Codes of 国家重点支持的高新技术领域; empty if unknown.</param>
/// <param name="ServiceModes">Ways of working together; empty if unknown.</param>
/// <param name="RegionsServed">GB/T 2260 codes; empty if unknown.</param>
/// <param name="Capacity">Engagements taken at one time; null if unknown.</param>
/// <param name="Consent">Whether the talent agreed to be matched.</param>
/// <param name="ResearchDirections">Normalised short phrases.</param>
/// <param name="Documents">The portfolio: the profile first, then the achievements.</param>
public sealed record Candidate(
    string? InstituteCreditCode,
    string? InstituteName,
    string? InstituteRegion,
    IReadOnlyList<string> Fields,
    IReadOnlyList<string> ServiceModes,
    IReadOnlyList<string> RegionsServed,
    int? Capacity,
    bool Consent,
    IReadOnlyList<string> ResearchDirections,
    IReadOnlyList<PortfolioDocument> Documents);

/// <summary>One document of a portfolio.</summary>
/// <param name="Source">profile, directions or the kind of the achievement; document when no kind is known.</param>
/// <param name="AchievementId">The achievement; null for the profile and the directions.</param>
/// <param name="Title">Normalised title; null for the profile and the directions.</param>
/// <param name="Date">Date of the achievement; null if not stated.</param>
/// <param name="AmountYuan">Money of the project or contract in yuan; null if not stated.</param>
/// <param name="Text">Everything the document says, normalised, title included.</param>
public sealed record PortfolioDocument(string Source, Guid? AchievementId, string? Title, DateOnly? Date, decimal? AmountYuan, string Text)
{
    /// <summary>Whether the document is an achievement, not what the talent says of itself.</summary>
    public bool IsAchievement => Source is not (Profile or Directions);

    /// <summary>Source of the self-description.</summary>
    public const string Profile = "profile";

    /// <summary>Source of the research directions.</summary>
    public const string Directions = "directions";
}
