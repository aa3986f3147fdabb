using System.Diagnostics;
using System.Text.Json;
using Matchmaking.Platform.Storage;
using Npgsql;

namespace Matchmaking.Platform.Messaging;

/// <summary>
/// The transactional outbox: a message is stored in the transaction of the change it tells of and published by
/// <see cref="OutboxRelay"/> after the commit, at least once. Nothing is published in any other way.
/// </summary>
public sealed class Outbox : IDisposable
{
    private const string InsertMessage = """
        insert into outbox_message (message_id, message_type, body, trace_parent, trace_state)
        values ($1, $2, $3, $4, $5)
        """;

    private const string InsertMessages = """
        insert into outbox_message (message_id, message_type, body, trace_parent, trace_state)
        select message_id, $2, body, $4, $5 from unnest($1::uuid[], $3::text[]) message (message_id, body)
        """;

    private readonly WakeSignal wake = new();

    /// <summary>How messages are written: as MassTransit reads them.</summary>
    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    /// <summary>Stores <paramref name="message"/> within <paramref name="transaction"/>, with the trace it belongs to.</summary>
    public static Task Add<TMessage>(NpgsqlTransaction transaction, TMessage message, CancellationToken cancellation)
        where TMessage : class =>
        Deferral.Execute(
            transaction, InsertMessage, cancellation, Guid.CreateVersion7(), Name<TMessage>(), JsonSerializer.Serialize(message, Json), Activity.Current?.Id, Activity.Current?.TraceStateString);

    /// <summary>Stores many messages in one statement: of an import each for itself took a third of its time.</summary>
    public static Task AddAll<TMessage>(NpgsqlTransaction transaction, IReadOnlyCollection<TMessage> messages, CancellationToken cancellation)
        where TMessage : class =>
        messages.Count == 0 ? Task.CompletedTask : Deferral.Execute(
            transaction,
            InsertMessages,
            cancellation,
            messages.Select(_ => Guid.CreateVersion7()).ToArray(),
            Name<TMessage>(),
            messages.Select(message => JsonSerializer.Serialize(message, Json)).ToArray(),
            Activity.Current?.Id,
            Activity.Current?.TraceStateString);

    /// <summary>Commits and, where there is a message, wakes the relay of this process, so that it leaves within milliseconds and not with the next poll.</summary>
    public async Task Commit(NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        var silent = Deferral.IsWithout(transaction, InsertMessage) && Deferral.IsWithout(transaction, InsertMessages);
        await Deferral.Commit(transaction, cancellation);
        if (!silent)
        {
            wake.Wake();
        }
    }

    /// <inheritdoc />
    public void Dispose() => wake.Dispose();

    // Without the version: a newer assembly must be able to publish what an older one stored.
    private static string Name<TMessage>() => $"{typeof(TMessage).FullName}, {typeof(TMessage).Assembly.GetName().Name}";

    /// <summary>Waits for a commit of this process or for <paramref name="poll"/> to pass.</summary>
    internal Task Woken(TimeSpan poll, CancellationToken cancellation) => wake.Wait(poll, cancellation);
}
