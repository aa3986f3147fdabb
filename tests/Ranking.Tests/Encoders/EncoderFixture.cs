using Dapper;
using Matchmaking.Harness;
using Matchmaking.Ranking.Encoders;
using Microsoft.Extensions.Logging;

namespace Matchmaking.Ranking.Tests.Encoders;

/// <summary>A database with the table of embeddings, and text encoders upon it that lose patience quickly.</summary>
public sealed class EncoderFixture : IAsyncLifetime
{
    public TestDatabase Database { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Database = await TestDatabase.Create();
        await using var connection = await Database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync(await File.ReadAllTextAsync(Path.Combine(Repository.Root(), "services", "Ranking", "Schema", "0002_embedding.sql")));
    }

    public async Task DisposeAsync() => await Database.DisposeAsync();

    internal TextEncoder Encoder(string? address, ILogger<TextEncoder> log, string model = "m", EncoderPatience? patience = null, int batch = 4)
    {
        var options = new EncoderOptions { Address = address, Model = model, ApiKey = "sk-secret-of-the-test", BatchSize = batch };
        return new TextEncoder(options, options.IsOn ? new OpenAiEmbeddingGenerator(options) : null, Database.Source, patience ?? Quick, log);
    }

    internal static EncoderPatience Quick { get; } = new()
    {
        ForegroundTimeout = TimeSpan.FromMilliseconds(2_000),
        BackgroundTimeout = TimeSpan.FromSeconds(5),
        RetryDelay = TimeSpan.FromMilliseconds(5),
        LongestRetryDelay = TimeSpan.FromMilliseconds(20),
        Retries = 3,
        LeastCalls = 20,
        BreakDuration = TimeSpan.FromMilliseconds(600),
    };
}

/// <summary>Keeps what was logged.</summary>
internal sealed class LogLines : ILogger<TextEncoder>
{
    private readonly List<string> lines = [];

    public string All
    {
        get
        {
            lock (lines)
            {
                return string.Join('\n', lines);
            }
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (lines)
        {
            lines.Add($"{logLevel} {formatter(state, exception)} {exception}");
        }
    }
}
