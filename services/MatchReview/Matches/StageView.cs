namespace Matchmaking.MatchReview.Matches;

/// <summary>A stage that a match has reached.</summary>
public sealed record StageView
{
    /// <summary>visited, agreement, contract, acceptance or ended.</summary>
    public string Stage { get; init; } = "";

    /// <summary>Why; at least one for ended.</summary>
    // Dapper fills arrays through properties only: to a constructor Npgsql gives their type as Array.
    public string[] ReasonCodes { get; init; } = [];

    /// <summary>In the words of who recorded it; null for callers outside the bureau.</summary>
    public string? Note { get; init; }

    /// <summary>Who recorded it; null for callers outside the bureau.</summary>
    public string? RecordedBy { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime RecordedAt { get; init; }
}
