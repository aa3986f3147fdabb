using Dapper;
using MassTransit;
using Matchmaking.Contracts.Identity;
using Matchmaking.Platform.Messaging;
using Npgsql;

namespace Matchmaking.Webhooks.Mail;

/// <summary>Forgets what is kept for an account that was erased: its address with all mails, what it was told alone, and what it has read.</summary>
public sealed class ForgetAccountsConsumer(NpgsqlDataSource database) : IConsumer<AccountErased>
{
    // In the turn of the account: a subscription that is being put meanwhile either stands and goes, or finds the account erased.
    private const string Forget = """
        select pg_advisory_xact_lock(206, hashtext(@Account));
        insert into erased_mail_account (account, erased_at) values (@Account, @ErasedAt) on conflict on constraint erased_mail_account_once do nothing;
        delete from mail_subscription where account = @Account;
        delete from notice_read where account = @Account;
        delete from notice where account = @Account;
        """;

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
