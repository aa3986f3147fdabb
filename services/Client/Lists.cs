namespace Matchmaking.Client;

/// <summary>The experts found for a demand.</summary>
/// <param name="DemandId">The demand.</param>
/// <param name="Status">waiting before the first list (also for a demand the queue has not heard of yet), ranked, or closed.</param>
/// <param name="RankedAt">When the newest list was made, UTC.</param>
/// <param name="RankingDigest">What produced the newest list.</param>
/// <param name="Abstention">Why nobody on the newest list is a clear match, as a code; null when the first is one.</param>
/// <param name="Matches">In the order of rank; decided ones stand with the rank they were decided at.</param>
public sealed record DemandMatches(
    Guid DemandId,
    string Status,
    DateTimeOffset? RankedAt,
    string? RankingDigest,
    string? Abstention,
    IReadOnlyList<DemandMatch> Matches);

/// <summary>One expert found for a demand.</summary>
/// <param name="Id">Identity of the match.</param>
/// <param name="Rank">From 1.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="AcceptanceProbability">How likely a reviewer accepts it, 0 to 1, as measured on decisions; null while there are too few.</param>
/// <param name="Talent">The expert.</param>
/// <param name="Parts">What the score is made of.</param>
/// <param name="Evidence">The sentences the score rests on, strongest first.</param>
/// <param name="Missing">What the demand asks for and the profile does not show.</param>
/// <param name="Status">pending, accepted, held or rejected.</param>
/// <param name="RankingDigest">What produced the rank and the score; for a decided match that may be an earlier list.</param>
/// <param name="Reasons">Why it was decided so; none while it is pending.</param>
public sealed record DemandMatch(
    Guid Id,
    int Rank,
    double Score,
    double? AcceptanceProbability,
    MatchTalent Talent,
    IReadOnlyList<ScorePart> Parts,
    IReadOnlyList<EvidenceSentence> Evidence,
    IReadOnlyList<string> Missing,
    string Status,
    string RankingDigest,
    IReadOnlyList<DecisionReason> Reasons);

/// <summary>The expert of a match. Everything but the id is null until the expert is known here.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">Display name.</param>
/// <param name="Title">Professional title as written.</param>
/// <param name="Degree">doctor, master, bachelor or other.</param>
/// <param name="Institute">Registered name.</param>
/// <param name="RegionCode">Seat of the institute, GB/T 2260.</param>
/// <param name="Withdrawn">Left, or took back the consent; only decided matches are left then.</param>
public sealed record MatchTalent(
    Guid Id,
    string? Name,
    string? Title,
    string? Degree,
    string? Institute,
    string? RegionCode,
    bool Withdrawn);

/// <summary>One additive part of a score.</summary>
/// <param name="Feature">Name of the feature, stable.</param>
/// <param name="Family">findable (找得到), affordable (用得起) or reliable (靠得住).</param>
/// <param name="Points">Share of the score, in points.</param>
/// <param name="MaxPoints">The most this part can give by the scorecard alone; 0 for a feature that only a model weighs.</param>
/// <param name="Reason">The reason in words a reviewer reads, Chinese.</param>
/// <param name="Learned">What of points a learned model adds, or takes when it is below 0; 0 without one.</param>
/// <param name="ReasonEnglish">The same reason in English; empty in lists from before there was one.</param>
public sealed record ScorePart(
    string Feature,
    string Family,
    double Points,
    double MaxPoints,
    string Reason,
    double Learned,
    string ReasonEnglish);

/// <summary>A sentence of the profile that speaks for the match.</summary>
/// <param name="Source">profile, directions or the kind of the achievement.</param>
/// <param name="AchievementId">The achievement it stands in; null for the profile itself.</param>
/// <param name="Title">Title of the achievement; null for the profile itself.</param>
/// <param name="Date">Date of the achievement; null if not stated.</param>
/// <param name="Sentence">Verbatim from the normalised profile.</param>
/// <param name="Terms">Terms of the demand found in the sentence, strongest first.</param>
public sealed record EvidenceSentence(
    string Source,
    Guid? AchievementId,
    string? Title,
    DateOnly? Date,
    string Sentence,
    IReadOnlyList<string> Terms);

/// <summary>Why an expert does not stand in the list of a demand, as things are now.</summary>
/// <param name="DemandId">The demand.</param>
/// <param name="TalentId">The expert.</param>
/// <param name="Answer">The stage at which the way to the list ended, and how far off it was.</param>
public sealed record WhyNotView(
    Guid DemandId,
    Guid TalentId,
    WhyNot Answer);

/// <summary>Where an expert fell out on the way to the list of a demand, and how far off the expert was.</summary>
/// <param name="Stage">See WhyNotStages.</param>
/// <param name="Exclusions">Codes of Exclusion where rules keep the expert out; empty else.</param>
/// <param name="TwinOf">The expert with the same documents who stands in the list instead; null else.</param>
/// <param name="Rank">In the list, or behind it among those who might have been listed; null for who did not come that far.</param>
/// <param name="Score">The score of the pair; null for who is excluded.</param>
/// <param name="Scorecard">What the scorecard alone gives the pair: the floor is measured in it, whatever model ranks. Null for who is excluded.</param>
/// <param name="ScoreToBeat">What would have been enough: the last listed score or, for scorecard, the floor; null where no score would.</param>
/// <param name="Parts">Feature by feature beside the last of the list, what costs the most first; empty without either.</param>
/// <param name="Missing">What the demand asks for and the profile does not show.</param>
public sealed record WhyNot(
    string Stage,
    IReadOnlyList<string> Exclusions,
    Guid? TwinOf,
    int? Rank,
    double? Score,
    double? Scorecard,
    double? ScoreToBeat,
    IReadOnlyList<WhyNotPart> Parts,
    IReadOnlyList<string> Missing);

/// <summary>One part of a score beside the same part of the last match of the list.</summary>
/// <param name="Feature">Name of the feature.</param>
/// <param name="Family">findable (找得到), affordable (用得起) or reliable (靠得住).</param>
/// <param name="Points">What the expert has.</param>
/// <param name="PointsOfLast">What the last of the list has.</param>
/// <param name="Difference">The first less the second: below 0 where the expert falls behind.</param>
/// <param name="Reason">The expert's value in words, Chinese.</param>
/// <param name="ReasonEnglish">The same in English.</param>
public sealed record WhyNotPart(
    string Feature,
    string Family,
    double Points,
    double PointsOfLast,
    double Difference,
    string Reason,
    string ReasonEnglish);

/// <summary>A free text to rank experts for; nothing of it is stored.</summary>
public sealed record RankTextRequest
{
    /// <summary>The need in any words, up to 20,000 characters.</summary>
    public string? Text { get; init; }

    /// <summary>A short title, if there is one.</summary>
    public string? Title { get; init; }

    /// <summary>Code of 国家重点支持的高新技术领域.</summary>
    public string? Field { get; init; }

    /// <summary>Where the work is, GB/T 2260.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Ways of working together.</summary>
    public IReadOnlyList<string>? CooperationModes { get; init; }

    /// <summary>Money meant for it, in yuan.</summary>
    public decimal? BudgetYuan { get; init; }

    /// <summary>When the solution must stand.</summary>
    public DateOnly? Deadline { get; init; }

    /// <summary>The most experts, 1 to 100; 20 when absent.</summary>
    public int? Limit { get; init; }
}

/// <summary>A list that was asked for and is stored nowhere.</summary>
/// <param name="RankingDigest">What produced it.</param>
/// <param name="Abstention">Why nobody on it is a clear match; null when the first is one.</param>
/// <param name="Matches">Best first; names stand in the profiles of the experts.</param>
public sealed record RankTextResponse(
    string RankingDigest,
    string? Abstention,
    IReadOnlyList<RankedMatch> Matches);

/// <summary>One expert in a ranked list.</summary>
/// <param name="TalentId">The expert (the document).</param>
/// <param name="TalentRevision">The revision of the profile that was ranked.</param>
/// <param name="Rank">Position from 1.</param>
/// <param name="Score">0 to 100; the sum of the parts' points.</param>
/// <param name="Parts">What the score is made of; the points add up to score.</param>
/// <param name="Evidence">The sentences the score rests on, strongest first.</param>
/// <param name="Missing">What the demand asks for and the profile does not show: at most five phrases of the demand, then at most five of its indicators.</param>
/// <param name="AcceptanceProbability">How likely a reviewer accepts the match, 0 to 1, as measured on decisions; null while there are too few.</param>
public sealed record RankedMatch(
    Guid TalentId,
    long TalentRevision,
    int Rank,
    double Score,
    IReadOnlyList<ScorePart> Parts,
    IReadOnlyList<EvidenceSentence> Evidence,
    IReadOnlyList<string> Missing,
    double? AcceptanceProbability);
