namespace Matchmaking.MatchReview.Queue;

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
    DateTime QueuedAt,
    DateTime? DueAt,
    DateTime? EscalatedAt,
    string? ClaimedBy,
    DateTime? ClaimedUntil,
    bool TwoPersons,
    bool AwaitsSecond,
    bool Disputed,
    DateTime? RemindAt,
    DateTime? RemindedAt)
{
    // A claim ends by the clock, whatever stands in the row.
    internal static QueueState Of(
        DateTime now, string status, DateTime queuedAt, DateTime dueAt, DateTime? escalatedAt, string? claimedBy, DateTime? claimedUntil, bool twoPersons, short opinions, DateTime? remindAt, DateTime? remindedAt) =>
        new(
            queuedAt, status == "pending" ? dueAt : null, escalatedAt, claimedUntil > now ? claimedBy : null, claimedUntil > now ? claimedUntil : null, twoPersons, opinions == 1, opinions == 2, remindAt,
            remindedAt);
}

/// <summary>One decision of a match, as it was made.</summary>
public sealed record DecisionStep
{
    /// <summary>From 1.</summary>
    public int Number { get; init; }

    /// <summary>accepted, held or rejected.</summary>
    public string Decision { get; init; } = "";

    /// <summary>Why.</summary>
    // Dapper fills arrays through properties only: to a constructor Npgsql gives their type as Array.
    public string[] ReasonCodes { get; init; } = [];

    /// <summary>In the reviewer's words.</summary>
    public string? Note { get; init; }

    /// <summary>Who.</summary>
    public string Reviewer { get; init; } = "";

    /// <summary>The account; null of decisions from before it was kept.</summary>
    public string? Account { get; init; }

    /// <summary>When a held match should be looked at again, UTC; null for never.</summary>
    public DateTime? RemindAt { get; init; }

    /// <summary>UTC.</summary>
    public DateTime DecidedAt { get; init; }
}
