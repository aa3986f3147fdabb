namespace Matchmaking.Contracts.TechnologyDemands;

/// <summary>
/// A challenge (揭榜挂帅) has gone a step. Told once for every step; the step with the highest <paramref name="Number"/> says how the challenge stands. Names no account and
/// carries no text; what concerns one bid alone is told by <see cref="BidAdvanced"/>. Owner: TechnologyDemands.
/// </summary>
/// <param name="ChallengeId">Identity of the challenge.</param>
/// <param name="DemandId">The demand it was made of.</param>
/// <param name="EnterpriseCode">Credit code of the enterprise that posts it.</param>
/// <param name="Number">Number of the step, from 1 for each challenge.</param>
/// <param name="Round">Counts how often it was opened for bids, from 1.</param>
/// <param name="State">How it stands now.</param>
/// <param name="ReasonCodes">Why; codes of the vocabulary, at least one where it was returned, ended or opened again.</param>
/// <param name="Until">Until when the state lasts, where it has an end: of bidding, of scoring, of publicity; UTC.</param>
/// <param name="AdvancedAt">When, UTC.</param>
public sealed record ChallengeAdvanced(
    Guid ChallengeId,
    Guid DemandId,
    string EnterpriseCode,
    int Number,
    int Round,
    string State,
    IReadOnlyList<string> ReasonCodes,
    DateTimeOffset? Until,
    DateTimeOffset AdvancedAt);
