namespace Matchmaking.Contracts.MatchReview;

/// <summary>
/// A match was decided, and that is also a relevance label. Accepted and rejected are final; a held match may be decided again, and then the decision with the
/// higher number, which is also the later one, is the one that counts, in whatever order they arrive. Owner: MatchReview.
/// </summary>
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
/// <param name="Number">Counts the decisions of the match, from 1; 1 in messages from before it was told.</param>
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
    Guid? RankingId = null,
    int Number = 1);
