namespace Matchmaking.Contracts.TechnologyDemands;

/// <summary>
/// A bid for a challenge (揭榜) has gone a step: every turn of a team, with the reason where it did not succeed. Told once for every step; the step with the highest
/// <paramref name="Number"/> says how the bid stands. Names no person and carries neither text nor price. Owner: TechnologyDemands.
/// </summary>
/// <param name="BidId">Identity of the bid.</param>
/// <param name="ChallengeId">The challenge.</param>
/// <param name="EnterpriseCode">Credit code of the enterprise that posts the challenge.</param>
/// <param name="BidderCode">Credit code of the organisation that bids.</param>
/// <param name="Number">Number of the step, from 1 for each bid.</param>
/// <param name="State">How it stands now.</param>
/// <param name="ReasonCodes">Why; codes of the vocabulary, at least one where the bid did not succeed.</param>
/// <param name="AdvancedAt">When, UTC.</param>
public sealed record BidAdvanced(
    Guid BidId,
    Guid ChallengeId,
    string EnterpriseCode,
    string BidderCode,
    int Number,
    string State,
    IReadOnlyList<string> ReasonCodes,
    DateTimeOffset AdvancedAt);
