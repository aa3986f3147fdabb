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
    IReadOnlyList<PortfolioDocument> Documents)
{
    /// <summary>Characters that came in as U+FFFD. The normaliser drops them, and only this count tells that texts have holes.</summary>
    public int LostCharacters { get; init; }
}
