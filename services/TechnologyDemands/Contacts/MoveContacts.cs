using System.Text.Json;
using Dapper;
using Matchmaking.Contacts;
using Matchmaking.TechnologyDemands.Demands;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Contacts;

/// <summary>
/// Moves contacts that stand in plain in the forms, from before they were encrypted, into their boxes: before the service answers, for a schema script has no
/// keys. A batch is a transaction, so a start that is cut off goes on with the next.
/// </summary>
public sealed partial class MoveContacts(NpgsqlDataSource database, ContactBox box, TimeProvider clock, ILogger<MoveContacts> log) : IHostedService
{
    private const int Batch = 200;

    // Another replica that starts as well waits here and then no longer finds what the first has moved.
    private const string SelectPlain = """
        select demand_id as DemandId, (form -> 'contact')::text as ContactJson from demand
        where jsonb_typeof(form -> 'contact') = 'object' order by demand_id limit @Batch for update
        """;

    // What a box holds is newer than what a form was left with.
    private const string InsertBoxes = """
        insert into demand_contact (demand_id, enterprise_code, box, updated_at)
        select demand_id, enterprise_code, box, @now from unnest(@ids, @boxes) moved (demand_id, box) join demand using (demand_id)
        on conflict on constraint demand_contact_once do nothing
        """;

    private const string RemovePlain = "update demand set form = form - 'contact' where demand_id = any(@ids)";

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var (moved, total) = (-1, 0);
        while (moved != 0)
        {
            moved = await MoveBatch(cancellationToken);
            total += moved;
        }

        if (total > 0)
        {
            LogMoved(log, total);
        }
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<int> MoveBatch(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var plain = (await connection.QueryAsync<PlainRow>(new CommandDefinition(SelectPlain, new { Batch }, transaction, cancellationToken: cancellation))).AsList();
        var ids = plain.Select(row => row.DemandId).ToArray();
        var boxes = plain.Select(row => box.Close(row.DemandId, JsonSerializer.Deserialize<ContactForm>(row.ContactJson, DemandRow.Json)!)).ToArray();
        await connection.ExecuteAsync(new CommandDefinition(InsertBoxes, new { ids, boxes, now = clock.GetUtcNow() }, transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(RemovePlain, new { ids }, transaction, cancellationToken: cancellation));
        await transaction.CommitAsync(cancellation);
        return ids.Length;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} contacts were encrypted that stood in plain in forms")]
    private static partial void LogMoved(ILogger logger, int count);

    private sealed record PlainRow(Guid DemandId, string ContactJson);
}
