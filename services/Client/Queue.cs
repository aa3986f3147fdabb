namespace Matchmaking.Client;

/// <summary>How a match stands in the queue, for the bureau alone.</summary>
/// <param name="QueuedAt">When it first entered the queue, UTC.</param>
/// <param name="DueAt">Until when it is to be decided, UTC; null once it was.</param>
/// <param name="EscalatedAt">When it was told that it is overdue, UTC; null while it is not.</param>
/// <param name="ClaimedBy">The account that works on it; null when nobody does.</param>
/// <param name="ClaimedUntil">Until when it is kept for that account, UTC.</param>
/// <param name="TwoPersons">Whether two persons were asked for this very match; a region may ask for them besides.</param>
/// <param name="AwaitsSecond">Whether one person has given an opinion, and a second one is awaited.</param>
/// <param name="Disputed">Whether two persons disagree, and an operator decides.</param>
/// <param name="RemindAt">When a held match comes back into view, UTC; null for never.</param>
/// <param name="RemindedAt">When it did, UTC.</param>
public sealed record QueueState(
    DateTimeOffset QueuedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? EscalatedAt,
    string? ClaimedBy,
    DateTimeOffset? ClaimedUntil,
    bool TwoPersons,
    bool AwaitsSecond,
    bool Disputed,
    DateTimeOffset? RemindAt,
    DateTimeOffset? RemindedAt);

/// <summary>One decision of a match, as it was made.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Decision">accepted, held or rejected.</param>
/// <param name="ReasonCodes">Why.</param>
/// <param name="Note">In the reviewer's words.</param>
/// <param name="Reviewer">Who.</param>
/// <param name="Account">The account; null of decisions from before it was kept.</param>
/// <param name="RemindAt">When a held match should be looked at again, UTC; null for never.</param>
/// <param name="DecidedAt">UTC.</param>
public sealed record DecisionStep(
    int Number, string Decision, IReadOnlyList<string> ReasonCodes, string? Note, string Reviewer, string? Account, DateTimeOffset? RemindAt, DateTimeOffset DecidedAt);

/// <summary>What one of two persons thinks of a match.</summary>
/// <param name="Round">Which decision it was to lead to, from 1.</param>
/// <param name="Place">1 or 2.</param>
/// <param name="Decision">accepted, held or rejected.</param>
/// <param name="ReasonCodes">Why.</param>
/// <param name="Note">In the reviewer's words.</param>
/// <param name="Reviewer">Who.</param>
/// <param name="Account">The account.</param>
/// <param name="RemindAt">When a held match should be looked at again, UTC; null for never.</param>
/// <param name="GivenAt">UTC.</param>
public sealed record OpinionView(
    int Round, int Place, string Decision, IReadOnlyList<string> ReasonCodes, string? Note, string Reviewer, string Account, DateTimeOffset? RemindAt, DateTimeOffset GivenAt);

/// <summary>A reason of a decision, as people read it.</summary>
/// <param name="Code">Out of the list of reasons.</param>
/// <param name="Family">relevance, price, time, conflict, availability, circumstances or open: what kind of reason it is. Only relevance says something about the subject.</param>
/// <param name="Text">Chinese, or English where that is asked for.</param>
/// <param name="TextEnglish">English.</param>
public sealed record DecisionReason(string Code, string Family, string Text, string TextEnglish);
