namespace Matchmaking.Client;

/// <summary>One row of the review queue.</summary>
/// <param name="Id">Identity of the match.</param>
/// <param name="Status">pending, accepted, held or rejected.</param>
/// <param name="Rank">Position in the list of its demand, from 1.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="AcceptanceProbability">How likely a reviewer accepts it, 0 to 1, as measured on decisions; null while there are too few.</param>
/// <param name="Demand">The demand.</param>
/// <param name="Talent">The expert.</param>
/// <param name="TopEvidence">The strongest sentence; null where there is none.</param>
/// <param name="RankedAt">UTC.</param>
/// <param name="Queue">How it stands in the queue; null for callers outside the bureau.</param>
public sealed record QueuedMatch(
    Guid Id,
    string Status,
    int Rank,
    double Score,
    double? AcceptanceProbability,
    MatchDemand Demand,
    MatchTalent Talent,
    string? TopEvidence,
    DateTimeOffset RankedAt,
    QueueState? Queue);

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
/// <param name="Willingness">Whether each side wants to talk to the other; null before anybody said anything.</param>
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
    DateTimeOffset RankedAt,
    DecisionView? Decision,
    IReadOnlyList<StageView> Stages,
    SidesWilling? Willingness,
    DateTimeOffset? ContactsAgreedAt,
    IReadOnlyList<DecisionReason> Reasons,
    QueueState? Queue,
    IReadOnlyList<DecisionStep> Decisions,
    IReadOnlyList<OpinionView> Opinions);

/// <summary>Whether the two sides of an accepted match are willing to talk; null of a side that has not said anything.</summary>
/// <param name="Enterprise">The enterprise.</param>
/// <param name="Institute">The institute of the expert.</param>
public sealed record SidesWilling(bool? Enterprise, bool? Institute);

/// <summary>The demand of a match. Everything but the id is null until the demand is known here.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Title">As written.</param>
/// <param name="Field">Code of 国家重点支持的高新技术领域.</param>
/// <param name="RegionCode">Where the work is, GB/T 2260.</param>
/// <param name="Enterprise">Registered name; null where it stays unnamed to the caller.</param>
/// <param name="Status">open or closed.</param>
public sealed record MatchDemand(
    Guid Id,
    string? Title,
    string? Field,
    string? RegionCode,
    string? Enterprise,
    string? Status);

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
    DateTimeOffset DecidedAt,
    int? Number,
    DateTimeOffset? RemindAt,
    string Status,
    bool AwaitsSecond,
    bool Disputed);

/// <summary>A stage that a match has reached.</summary>
/// <param name="Stage">visited, agreement, contract, acceptance or ended.</param>
/// <param name="ReasonCodes">Why; at least one for ended.</param>
/// <param name="Note">In the words of who recorded it; null for callers outside the bureau.</param>
/// <param name="RecordedBy">Who recorded it; null for callers outside the bureau.</param>
/// <param name="RecordedAt">UTC.</param>
public sealed record StageView(
    string Stage,
    IReadOnlyList<string> ReasonCodes,
    string? Note,
    string? RecordedBy,
    DateTimeOffset RecordedAt);

/// <summary>What a reviewer decides.</summary>
public sealed record DecideMatchRequest
{
    /// <summary>accepted, held or rejected.</summary>
    public string? Decision { get; init; }

    /// <summary>Why; at least one for a rejection.</summary>
    public IReadOnlyList<string>? ReasonCodes { get; init; }

    /// <summary>Up to 2,000 characters; never shown outside the bureau.</summary>
    public string? Note { get; init; }

    /// <summary>Who decides, 1 to 60 characters.</summary>
    public string? Reviewer { get; init; }

    /// <summary>When a held match comes back into view, within a year; for held alone.</summary>
    public DateTimeOffset? RemindAt { get; init; }
}

/// <summary>A stage that an accepted match has reached.</summary>
public sealed record ProgressMatchRequest
{
    /// <summary>visited, agreement, contract, acceptance or ended.</summary>
    public string? Stage { get; init; }

    /// <summary>Why; at least one for ended.</summary>
    public IReadOnlyList<string>? ReasonCodes { get; init; }

    /// <summary>Up to 2,000 characters.</summary>
    public string? Note { get; init; }

    /// <summary>Who records it, 1 to 60 characters.</summary>
    public string? RecordedBy { get; init; }

    /// <summary>With visited.</summary>
    public VisitForm? Visit { get; init; }

    /// <summary>With contract, which needs it.</summary>
    public ContractForm? Contract { get; init; }
}

/// <summary>A visit.</summary>
public sealed record VisitForm
{
    /// <summary>Day of the visit; required.</summary>
    public DateOnly? VisitedOn { get; init; }

    /// <summary>How many people took part, 1 to 1,000.</summary>
    public int? Participants { get; init; }

    /// <summary>Up to 10,000 characters.</summary>
    public string? Minutes { get; init; }
}

/// <summary>A technology contract.</summary>
public sealed record ContractForm
{
    /// <summary>development, transfer, licence, consulting or service.</summary>
    public string? Kind { get; init; }

    /// <summary>6 to 40 letters, digits and hyphens; null until it is registered.</summary>
    public string? RegistrationNumber { get; init; }

    /// <summary>In yuan, above 0.</summary>
    public decimal? AmountYuan { get; init; }

    /// <summary>In yuan, 0 to the amount.</summary>
    public decimal? TransactionAmountYuan { get; init; }

    /// <summary>Day of the signature.</summary>
    public DateOnly? SignedOn { get; init; }

    /// <summary>Last day; null where none is set.</summary>
    public DateOnly? ExpiresOn { get; init; }
}
