using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Dapper;
using Matchmaking.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Matchmaking.Harness;

/// <summary>
/// The plan of every statement that requests of a service run, as the server executes it: in the role of requests, with row-level security, with the values it got, also within functions. The server
/// tells it by auto_explain as a notice, which Npgsql logs.
/// </summary>
public sealed partial class QueryPlans : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> plans = new();

    /// <summary>Plans since the last call.</summary>
    public IReadOnlyList<string> Take()
    {
        var taken = new List<string>();
        while (plans.TryDequeue(out var plan))
        {
            taken.Add(plan);
        }

        return taken;
    }

    /// <summary>Whether a plan reads a whole table of that name.</summary>
    public static bool Scans(string plan, string table) => Regex.IsMatch(plan, $@"Seq Scan on {table}\b");

    /// <summary>Has a service whose database is <paramref name="database"/> tell its plans here.</summary>
    public void Watch(IServiceCollection services, Func<TestDatabase> database)
    {
        foreach (var use in (string[])[CallerDatabase.Reads, CallerDatabase.Changes])
        {
            services.AddKeyedSingleton(use, (provider, _) =>
            {
                var settings = new NpgsqlConnectionStringBuilder(database().As("api")) { NoResetOnClose = true, MaxAutoPrepare = 100, AutoPrepareMinUsages = 3 };
                var source = new NpgsqlDataSourceBuilder(settings.ConnectionString);
                source.UseLoggerFactory(LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(this)));
                return source.Build();
            });
        }
    }

    /// <summary>Has the server tell the plans of the role of requests.</summary>
    public static async Task Tell(TestDatabase database)
    {
        await using var connection = new NpgsqlConnection(Environment.GetEnvironmentVariable("MATCHMAKING_TEST_POSTGRES"));
        var role = $"{database.Owner}_api";
        foreach (var setting in (string[])["session_preload_libraries = 'auto_explain'", "auto_explain.log_min_duration = 0", "auto_explain.log_nested_statements = on", "auto_explain.log_level = notice"])
        {
            await connection.ExecuteAsync($"alter role {role} set {setting}");
        }
    }

    /// <inheritdoc />
    public ILogger CreateLogger(string categoryName) => this;

    /// <inheritdoc />
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc />
    public bool IsEnabled(LogLevel logLevel) => true;

    /// <inheritdoc />
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var text = formatter(state, exception);
        if (text.Contains("Query Text:", StringComparison.Ordinal) && Plan().Match(text) is { Success: true } plan)
        {
            plans.Enqueue(plan.Value);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
    }

    [GeneratedRegex(@"Query Text:.*", RegexOptions.Singleline)]
    private static partial Regex Plan();
}
