using Dapper;
using MassTransit;
using Matchmaking.Contracts.Identity;
using Matchmaking.Platform.Messaging;
using Npgsql;

namespace Matchmaking.TalentProfiles.Instruments.Bookings;

/// <summary>Forgets which account made the steps of bookings when it is erased; the organisation, which is no person, stays.</summary>
public sealed class ForgetAccountsConsumer(NpgsqlDataSource database) : IConsumer<AccountErased>
{
    private const string Forget = "update booking_step set account = null where account = @Account";

    /// <inheritdoc />
    public async Task Consume(ConsumeContext<AccountErased> context)
    {
        var cancellation = context.CancellationToken;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await Inbox.TryReceive(transaction, context.MessageId!.Value, nameof(ForgetAccountsConsumer), cancellation))
        {
            await connection.ExecuteAsync(new CommandDefinition(Forget, context.Message, transaction, cancellationToken: cancellation));
        }

        await transaction.CommitAsync(cancellation);
    }
}
