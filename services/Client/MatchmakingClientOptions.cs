namespace Matchmaking.Client;

/// <summary>Where the platform is and who asks.</summary>
public sealed record MatchmakingClientOptions
{
    /// <summary>Address of the gateway, without <c>/api</c>.</summary>
    public required Uri Address { get; init; }

    /// <summary>The API client.</summary>
    public required string ClientId { get; init; }

    /// <summary>Its secret.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>What tokens are limited to, divided by blanks; null for all that the client may.</summary>
    public string? Scope { get; init; }

    /// <summary>How often a request is sent at most.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>The longest wait between two of them; a Retry-After beyond it ends the attempts.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock, for waiting and for the end of tokens.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
