namespace Matchmaking.Contracts.MatchReview;

/// <summary>A reviewer has decided a match; a decision is final and is also a relevance label. Owner: MatchReview.</summary>
/// <param name="MatchId">Identity of the match.</param>
/// <param name="DemandId">The demand.</param>
/// <param name="TalentId">The expert.</param>
/// <param name="Decision">accepted, held or rejected.</param>
/// <param name="ReasonCodes">Why; codes of the vocabulary, at least one for a rejection.</param>
/// <param name="Rank">The rank the reviewer saw, from 1.</param>
/// <param name="Score">The score the reviewer saw.</param>
/// <param name="RankingDigest">What produced the list the reviewer saw.</param>
/// <param name="DecidedAt">When, UTC.</param>
/// <param name="RankingId">The list the reviewer saw; null in messages from before it was told.</param>
public sealed record MatchDecided(
    Guid MatchId,
    Guid DemandId,
    Guid TalentId,
    string Decision,
    IReadOnlyList<string> ReasonCodes,
    int Rank,
    double Score,
    string RankingDigest,
    DateTimeOffset DecidedAt,
    Guid? RankingId = null);
