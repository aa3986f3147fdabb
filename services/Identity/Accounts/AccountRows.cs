using Dapper;
using Npgsql;

namespace Matchmaking.Identity.Accounts;

/// <summary>A new account, stored with its hash.</summary>
internal static class AccountRows
{
    private const string InsertAccount = """
        insert into account (account_id, credit_code, login, name, role, regions, created_at) values (@AccountId, @Organisation, @Login, @Name, @Role, @Regions, @CreatedAt)
        """;

    private const string InsertPassword = "insert into account_password (account_id, hash, changed_at) values (@AccountId, @Hash, @CreatedAt)";

    /// <summary>Name of the constraint that a login which is taken violates.</summary>
    public const string LoginUnique = "account_login_unique";

    /// <summary>Stores <paramref name="account"/> within <paramref name="transaction"/>.</summary>
    /// <exception cref="PostgresException">The login is taken (<see cref="LoginUnique"/>).</exception>
    public static async Task Insert(NpgsqlTransaction transaction, AccountView account, string hash, CancellationToken cancellation)
    {
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertAccount, account, transaction, cancellationToken: cancellation));
        await transaction.Connection!.ExecuteAsync(
            new CommandDefinition(InsertPassword, new { account.AccountId, Hash = hash, account.CreatedAt }, transaction, cancellationToken: cancellation));
    }
}
