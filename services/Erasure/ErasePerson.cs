using MassTransit;
using Matchmaking.Contracts.Erasure;
using Matchmaking.Platform.Messaging;
using Npgsql;

namespace Matchmaking.Erasure;

/// <summary>
/// Enters who is erased, and no more: from the commit on nothing of the expert is stored here. What stands is erased by <see cref="AnswerErasures"/>,
/// which goes on after a crash and until nothing remains.
/// </summary>
public sealed class ErasePersonConsumer(NpgsqlDataSource database, AnswerErasures answers) : IConsumer<PersonErasureRequested>
{
    /// <inheritdoc />
    public async Task Consume(ConsumeContext<PersonErasureRequested> context)
    {
        var cancellation = context.CancellationToken;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await Inbox.TryReceive(transaction, context.MessageId!.Value, nameof(ErasePersonConsumer), cancellation))
        {
            return;
        }

        if (!await ErasedTalents.Enter(transaction, context.Message, cancellation))
        {
            await ErasedTalents.EnterAgain(transaction, context.Message, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        answers.Wake();
    }
}
