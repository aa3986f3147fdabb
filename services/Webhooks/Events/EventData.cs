namespace Matchmaking.Webhooks.Events;

/// <summary>Data of a list that can be read: how many experts it holds (0 to 20), why nobody is a clear match, and where it is.</summary>
internal sealed record ListReadyData(Guid DemandId, Guid RankingId, string RankingDigest, int Matches, string? Abstention, string Href);

/// <summary>Data of a decision: accepted, held or rejected, with reason codes, and where the match is.</summary>
internal sealed record MatchDecidedData(Guid MatchId, Guid DemandId, Guid TalentId, string Status, IReadOnlyList<string> ReasonCodes, string Href);

/// <summary>Data of a decision against an expert, for the institute: held or rejected, with reason codes. The need is not named, for the institute may not know it.</summary>
internal sealed record ExpertOutcomeData(Guid TalentId, string Status, IReadOnlyList<string> ReasonCodes, string Href);

/// <summary>Data of a stage: visited, agreement, contract, acceptance or ended, with reason codes, and where the match is.</summary>
internal sealed record MatchProgressedData(Guid MatchId, Guid DemandId, Guid TalentId, string Stage, IReadOnlyList<string> ReasonCodes, string Href);

/// <summary>Data of an agreement: where the match is, and where each side reads the contact of the other.</summary>
internal sealed record ContactsAgreedData(Guid MatchId, Guid DemandId, Guid TalentId, string Href, string DemandContactHref, string ExpertContactHref);

/// <summary>Data of an agreement that was taken back.</summary>
internal sealed record ContactsWithdrawnData(Guid MatchId, Guid DemandId, Guid TalentId, string Href);

/// <summary>Data of a match that stands still: its state, and when it ends unless something happens (UTC, null where it does not).</summary>
internal sealed record MatchStalledData(Guid MatchId, Guid DemandId, Guid TalentId, string State, DateTimeOffset? EndsAt, string Href);

/// <summary>Data of a rating: the side that rated, and 1 to 5 stars.</summary>
internal sealed record MatchRatedData(Guid MatchId, Guid DemandId, Guid TalentId, string Side, int Stars, string Href);

/// <summary>Data of a demand that stands open.</summary>
internal sealed record DemandPublishedData(Guid DemandId, string Href);

/// <summary>Data of a demand that no longer does, and why.</summary>
internal sealed record DemandClosedData(Guid DemandId, string Reason, string Href);

/// <summary>Data of a step of verification, as the message tells it.</summary>
internal sealed record DemandVerificationData(
    Guid DemandId, int Number, int Round, string Level, string Act, string? ReturnedTo, string? Waiting, IReadOnlyList<string> ReasonCodes, string Href);

/// <summary>Data of a step of a challenge.</summary>
internal sealed record ChallengeAdvancedData(
    Guid ChallengeId, Guid DemandId, int Number, int Round, string State, IReadOnlyList<string> ReasonCodes, DateTimeOffset? Until, string Href);

/// <summary>Data of a step of a bid.</summary>
internal sealed record BidAdvancedData(Guid BidId, Guid ChallengeId, int Number, string State, IReadOnlyList<string> ReasonCodes, string Href);

/// <summary>Data of what a watch has found: the match for an enterprise alone, for an institute reads it only once it was accepted.</summary>
internal sealed record WatchFittedData(Guid WatchId, string Side, Guid? MatchId, Guid DemandId, Guid TalentId, int Rank, string Href);

/// <summary>Data of a step of a booking: the slot in UTC, and why where it is declined or cancelled.</summary>
internal sealed record BookingChangedData(
    Guid BookingId, Guid InstrumentId, int Number, string State, IReadOnlyList<string> ReasonCodes, DateTimeOffset From, DateTimeOffset To, string Href);

/// <summary>Data of what the bureau or one account is told: nobody posts them.</summary>
internal sealed record NoticeOnlyData(string Href);
