namespace Matchmaking.Contracts.MatchReview;

/// <summary>
/// An accepted match has reached a stage, once each. Stages may be told in any order; how far a match has come is the last one in the order
/// of the vocabulary. An outcome is also a relevance label. Owner: MatchReview.
/// </summary>
/// <param name="MatchId">Identity of the match.</param>
/// <param name="DemandId">The demand.</param>
/// <param name="TalentId">The expert.</param>
/// <param name="Stage">visited, agreement, contract, acceptance or ended.</param>
/// <param name="ReasonCodes">Why; codes of the vocabulary, at least one for ended.</param>
/// <param name="ProgressedAt">When it was recorded, UTC.</param>
public sealed record MatchProgressed(
    Guid MatchId,
    Guid DemandId,
    Guid TalentId,
    string Stage,
    IReadOnlyList<string> ReasonCodes,
    DateTimeOffset ProgressedAt);
