using System.Diagnostics.Metrics;
using Dapper;
using Npgsql;

namespace Matchmaking.Platform.Messaging;

/// <summary>
/// Metrics of the outbox: <c>matchmaking.outbox.waiting</c> (messages) and <c>matchmaking.outbox.lag</c> (age of the oldest, seconds).
/// </summary>
public sealed class OutboxLag : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Matchmaking.Outbox";

    private const string SelectLag =
        "select count(*) as Waiting, coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float8 as Seconds from outbox_message";

    private readonly Meter meter = new(MeterName);
    private Lag latest = new(0, 0);
    private DateTime next = DateTime.MinValue;

    /// <summary>Creates the gauges.</summary>
    public OutboxLag()
    {
        meter.CreateObservableGauge("matchmaking.outbox.waiting", () => latest.Waiting, "{message}", "Messages not yet confirmed by the broker");
        meter.CreateObservableGauge("matchmaking.outbox.lag", () => latest.Seconds, "s", "Age of the oldest message not yet confirmed");
    }

    /// <inheritdoc />
    public void Dispose() => meter.Dispose();

    /// <summary>Looks at the table, at most every 5 s: counting costs a scan.</summary>
    internal async Task Measure(NpgsqlDataSource database, CancellationToken cancellation)
    {
        if (DateTime.UtcNow < next)
        {
            return;
        }

        next = DateTime.UtcNow.AddSeconds(5);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        latest = await connection.QuerySingleAsync<Lag>(new CommandDefinition(SelectLag, cancellationToken: cancellation));
    }

    private sealed record Lag(long Waiting, double Seconds);
}
