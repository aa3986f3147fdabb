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
/// <param name="HappenedOn">The day of a visit or of the signature of a contract; null for other stages, and in messages from before it was told.</param>
/// <param name="AmountYuan">合同成交额 of a contract in yuan; null for other stages, and in messages from before it was told.</param>
/// <param name="TransactionAmountYuan">技术交易额 of a contract in yuan, not above it; null likewise.</param>
public sealed record MatchProgressed(
    Guid MatchId,
    Guid DemandId,
    Guid TalentId,
    string Stage,
    IReadOnlyList<string> ReasonCodes,
    DateTimeOffset ProgressedAt,
    DateOnly? HappenedOn = null,
    decimal? AmountYuan = null,
    decimal? TransactionAmountYuan = null);
