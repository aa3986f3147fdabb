using Dapper;
using Npgsql;

namespace Matchmaking.Platform.Messaging;

/// <summary>Inbox receipts: a consumer writes one first, in the transaction of its effect; a redelivered message ends there.</summary>
public static class Inbox
{
    private const string InsertReceipt =
        "insert into inbox_receipt (message_id, consumer) values (@MessageId, @Consumer) on conflict on constraint inbox_receipt_once do nothing";

    /// <summary>True when the message is new to <paramref name="consumer"/>; false when its effect already stands.</summary>
    public static async Task<bool> TryReceive(NpgsqlTransaction transaction, Guid messageId, string consumer, CancellationToken cancellation) =>
        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(InsertReceipt, new { MessageId = messageId, Consumer = consumer }, transaction, cancellationToken: cancellation)) == 1;
}
