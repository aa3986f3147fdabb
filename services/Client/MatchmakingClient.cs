namespace Matchmaking.Client;

/// <summary>A client of the platform; safe for use by several threads, and meant to be kept.</summary>
public sealed class MatchmakingClient : IDisposable
{
    private readonly HttpClient http;
    private readonly AccessTokenSource tokens;

    /// <summary>Makes a client; nothing is asked for before the first call.</summary>
    /// <param name="options">Where the platform is and who asks.</param>
    /// <param name="handler">What sends requests, where it is not the framework's own.</param>
    public MatchmakingClient(MatchmakingClientOptions options, HttpMessageHandler? handler = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        http = new HttpClient(handler ?? new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }, handler is null) { BaseAddress = options.Address, Timeout = options.Timeout };
        tokens = new AccessTokenSource(http, options);
        var connection = new ApiConnection(http, tokens, options);
        (Demands, Experts, Matches, Webhooks) = (new DemandsApi(connection), new ExpertsApi(connection), new MatchesApi(connection), new WebhooksApi(connection));
    }

    /// <summary>Needs of enterprises.</summary>
    public DemandsApi Demands { get; }

    /// <summary>Experts of institutes.</summary>
    public ExpertsApi Experts { get; }

    /// <summary>Lists and matches.</summary>
    public MatchesApi Matches { get; }

    /// <summary>Webhooks of the own organisation.</summary>
    public WebhooksApi Webhooks { get; }

    /// <inheritdoc />
    public void Dispose()
    {
        tokens.Dispose();
        http.Dispose();
    }
}

/// <summary>Something that was read, and the ETag that names this state of it.</summary>
/// <param name="Value">What was read.</param>
/// <param name="ETag">Goes back with a change, so that nobody's change is lost; empty where the answer had none.</param>
public sealed record Versioned<T>(T Value, string ETag);
