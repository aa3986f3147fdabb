namespace Matchmaking.Contracts.Ranking;

/// <summary>
/// The ranked list of experts for one demand; replaces every earlier list of it. Owner: Ranking. A follower keeps the list with the
/// highest (<paramref name="DemandRevision"/>, <paramref name="ListNumber"/>).
/// </summary>
/// <param name="RankingId">Identity of this list.</param>
/// <param name="DemandId">The demand (the query).</param>
/// <param name="DemandRevision">The revision of the demand that was ranked.</param>
/// <param name="ListNumber">Rises with every list of one demand.</param>
/// <param name="RankingDigest">Names what produced the list: ranker, features, index.</param>
/// <param name="Matches">At most 20, best first; only those with evidence enough, so it may be empty.</param>
/// <param name="Abstention">Why nobody on the list, if anybody stands there, is a clear match, as a code; null when the first is one.</param>
/// <param name="RankedAt">When, UTC.</param>
public sealed record MatchesRanked(
    Guid RankingId,
    Guid DemandId,
    long DemandRevision,
    long ListNumber,
    string RankingDigest,
    IReadOnlyList<RankedMatch> Matches,
    string? Abstention,
    DateTimeOffset RankedAt);

/// <summary>One expert in a ranked list.</summary>
/// <param name="TalentId">The expert (the document).</param>
/// <param name="TalentRevision">The revision of the profile that was ranked.</param>
/// <param name="Rank">Position from 1.</param>
/// <param name="Score">0 to 100; the sum of the parts' points.</param>
/// <param name="Parts">What the score is made of; the points add up to <paramref name="Score"/>.</param>
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
    double? AcceptanceProbability = null);

/// <summary>One additive part of a score.</summary>
/// <param name="Feature">Name of the feature, stable.</param>
/// <param name="Family">findable (找得到), affordable (用得起) or reliable (靠得住).</param>
/// <param name="Points">Share of the score, in points.</param>
/// <param name="MaxPoints">The most this part can give by the scorecard alone; 0 for a feature that only a model weighs.</param>
/// <param name="Reason">The reason in words a reviewer reads, Chinese.</param>
/// <param name="Learned">What of <paramref name="Points"/> a learned model adds, or takes when it is below 0; 0 without one.</param>
/// <param name="ReasonEnglish">The same reason in English; empty in lists from before there was one.</param>
public sealed record ScorePart(
    string Feature, string Family, double Points, double MaxPoints, string Reason, double Learned = 0, string ReasonEnglish = "");

/// <summary>A sentence of the profile that speaks for the match.</summary>
/// <param name="Source">profile, directions or the kind of the achievement.</param>
/// <param name="AchievementId">The achievement it stands in; null for the profile itself.</param>
/// <param name="Title">Title of the achievement; null for the profile itself.</param>
/// <param name="Date">Date of the achievement; null if not stated.</param>
/// <param name="Sentence">Verbatim from the normalised profile.</param>
/// <param name="Terms">Terms of the demand found in the sentence, strongest first.</param>
public sealed record EvidenceSentence(
    string Source, Guid? AchievementId, string? Title, DateOnly? Date, string Sentence, IReadOnlyList<string> Terms);
