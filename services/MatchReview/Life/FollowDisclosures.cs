using MassTransit;
using Matchmaking.Contracts.Contacts;
using Matchmaking.MatchReview.Agreements;
using Matchmaking.Platform.Messaging;
using Npgsql;

namespace Matchmaking.MatchReview.Life;

/// <summary>Follows contacts that were read by the other side of a match.</summary>
public sealed class FollowDisclosuresConsumer(NpgsqlDataSource database, Lives lives, Outbox outbox, TimeProvider clock) : IConsumer<ContactDisclosed>
{
    /// <inheritdoc />
    public async Task Consume(ConsumeContext<ContactDisclosed> context)
    {
        var cancellation = context.CancellationToken;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await Inbox.TryReceive(transaction, context.MessageId!.Value, nameof(FollowDisclosuresConsumer), cancellation))
        {
            // A reading that arrives after a side withdrew, or after they met, changes nothing: the machine provides for none there.
            await Agreement.Hold(transaction, context.Message.MatchId, cancellation);
            await lives.Tell(new ContactRead(context.Message.MatchId, LifeChange.ByService(transaction, clock.GetUtcNow())), cancellation);
        }

        await outbox.Commit(transaction, cancellation);
    }
}
