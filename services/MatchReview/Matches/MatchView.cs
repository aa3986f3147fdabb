using Matchmaking.Contracts.Ranking;
using Matchmaking.MatchReview.Agreements;
using Matchmaking.MatchReview.Queue;
using Matchmaking.Vocabulary;

namespace Matchmaking.MatchReview.Matches;

/// <summary>The demand of a match. Everything but the id is null until the demand is known here.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Title">As written.</param>
/// <param name="Field">Code of 国家重点支持的高新技术领域.</param>
/// <param name="RegionCode">Where the work is, GB/T 2260.</param>
/// <param name="Enterprise">Registered name; null where it stays unnamed to the caller.</param>
/// <param name="Status">open or closed.</param>
public sealed record MatchDemand(Guid Id, string? Title, string? Field, string? RegionCode, string? Enterprise, string? Status);

/// <summary>The expert of a match. Everything but the id is null until the expert is known here.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">Display name.</param>
/// <param name="Title">Professional title as written.</param>
/// <param name="Degree">doctor, master, bachelor or other.</param>
/// <param name="Institute">Registered name.</param>
/// <param name="RegionCode">Seat of the institute, GB/T 2260.</param>
/// <param name="Withdrawn">Left, or took back the consent; only decided matches are left then.</param>
public sealed record MatchTalent(Guid Id, string? Name, string? Title, string? Degree, string? Institute, string? RegionCode, bool Withdrawn);

/// <summary>What was decided of a match, and what the reviewer saw.</summary>
/// <param name="MatchId">The match.</param>
/// <param name="Decision">accepted, held or rejected.</param>
/// <param name="ReasonCodes">Why.</param>
/// <param name="Note">In the reviewer's words; null for callers outside the bureau.</param>
/// <param name="Reviewer">Who; null for callers outside the bureau.</param>
/// <param name="Rank">The rank the reviewer saw.</param>
/// <param name="Score">The score the reviewer saw.</param>
/// <param name="RankingDigest">What produced the list the reviewer saw.</param>
/// <param name="DecidedAt">UTC.</param>
/// <param name="Number">Counts the decisions of the match, from 1; null of an opinion.</param>
/// <param name="RemindAt">When a held match comes back into view, UTC; null for never.</param>
/// <param name="Status">What the match is now: pending or held after an opinion, otherwise the decision.</param>
/// <param name="AwaitsSecond">True of the first opinion where two persons decide.</param>
/// <param name="Disputed">True of a second opinion that is another than the first: an operator who gave neither decides.</param>
public sealed record DecisionView(
    Guid MatchId,
    string Decision,
    IReadOnlyList<string> ReasonCodes,
    string? Note,
    string? Reviewer,
    int Rank,
    double Score,
    string RankingDigest,
    DateTime DecidedAt,
    int? Number,
    DateTime? RemindAt,
    string Status,
    bool AwaitsSecond,
    bool Disputed);

/// <summary>A match with everything a reviewer needs to decide it.</summary>
/// <param name="Id">Identity; the same for a pair of demand and expert for ever.</param>
/// <param name="Status">pending, accepted, held or rejected.</param>
/// <param name="Rank">Position in the list, from 1.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="AcceptanceProbability">How likely a reviewer accepts it, 0 to 1, as measured on decisions; null while there are too few.</param>
/// <param name="Demand">The demand.</param>
/// <param name="Talent">The expert.</param>
/// <param name="Parts">What the score is made of.</param>
/// <param name="Evidence">The sentences the score rests on, strongest first.</param>
/// <param name="Missing">What the demand asks for and the profile does not show.</param>
/// <param name="RankingId">The list.</param>
/// <param name="RankingDigest">What produced the list.</param>
/// <param name="RankedAt">UTC.</param>
/// <param name="Decision">Null while pending.</param>
/// <param name="Stages">What an accepted match has reached, in the order of the stages.</param>
/// <param name="Willingness">What the sides of an accepted match said of talking to each other; null of any other.</param>
/// <param name="ContactsAgreedAt">Since when each side may read the other's contact, UTC; null while they may not.</param>
/// <param name="Reasons">The reasons of the decision in words, and of which kind they are.</param>
/// <param name="Queue">How it stands in the queue; null for callers outside the bureau.</param>
/// <param name="Decisions">Every decision of the match, the first one first; none for callers outside the bureau.</param>
/// <param name="Opinions">What two persons thought of it, once their round has ended or is disputed; none for callers outside the bureau.</param>
public sealed record MatchView(
    Guid Id,
    string Status,
    int Rank,
    double Score,
    double? AcceptanceProbability,
    MatchDemand Demand,
    MatchTalent Talent,
    IReadOnlyList<ScorePart> Parts,
    IReadOnlyList<EvidenceSentence> Evidence,
    IReadOnlyList<string> Missing,
    Guid RankingId,
    string RankingDigest,
    DateTime RankedAt,
    DecisionView? Decision,
    IReadOnlyList<StageView> Stages,
    SidesWilling? Willingness,
    DateTime? ContactsAgreedAt,
    IReadOnlyList<DecisionReason> Reasons,
    QueueState? Queue,
    IReadOnlyList<DecisionStep> Decisions,
    IReadOnlyList<OpinionView> Opinions)
{
    internal static MatchView Of(
        MatchRow row, IReadOnlyList<StageView> stages, Agreement? agreement, IReadOnlyList<DecisionStep> decisions, IReadOnlyList<OpinionView> opinions, Sight sight, DateTimeOffset now) => new(
        row.MatchId,
        row.Status,
        row.Rank,
        row.Score,
        row.AcceptanceProbability,
        row.Demand(sight, agreement?.IsAgreed ?? false),
        row.Talent(),
        MatchRow.List<ScorePart>(row.PartsJson),
        MatchRow.List<EvidenceSentence>(row.EvidenceJson),
        MatchRow.List<string>(row.MissingJson),
        row.RankingId,
        row.RankingDigest,
        row.RankedAt,
        row.Decision(sight),
        stages,
        row.Status == "accepted" ? new SidesWilling(agreement?.Enterprise, agreement?.Institute) : null,
        agreement is { IsAgreed: true } ? agreement.ChangedAt : null,
        row.Reasons(),
        row.Queue(sight, now),
        decisions,
        opinions);
}
