using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace Matchmaking.Identity.SignIns;

/// <summary>The table of sign-ins: for the lock-out, and for operators to look at. Kept 90 days.</summary>
internal static class SignInLog
{
    private const string InsertSignIn = """
        insert into sign_in (at, login_digest, account_id, client_id, credit_code, result) values (@At, @LoginDigest, @AccountId, @ClientId, @CreditCode, @Result)
        """;

    /// <summary>What stands for a login: its SHA-256, in small letters.</summary>
    public static byte[] Digest(string login) => SHA256.HashData(Encoding.UTF8.GetBytes(login.ToLowerInvariant()));

    public static Task Add(NpgsqlConnection connection, SignIn entry, CancellationToken cancellation) =>
        connection.ExecuteAsync(new CommandDefinition(InsertSignIn, entry, cancellationToken: cancellation));
}

/// <summary>One try.</summary>
internal sealed record SignIn(
    DateTimeOffset At, string Result, byte[]? LoginDigest = null, Guid? AccountId = null, string? ClientId = null, string? CreditCode = null);
