using Dapper;
using Matchmaking.Identity.Accounts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Identity.SignIns;

/// <summary>An account whose password was right.</summary>
internal sealed record KnownAccount(
    Guid AccountId, string CreditCode, string Role, string[] Regions, int Generation, DateTime? DisabledAt, string Status);

/// <summary>
/// Holds a login and a password against the accounts. A login that nobody has takes the same way at the same cost, is counted and locked alike:
/// who asks learns nothing of who has an account.
/// </summary>
internal sealed class PasswordCheck(NpgsqlDataSource database, Passwords passwords, IOptions<LockoutOptions> lockout, TimeProvider clock) : IDisposable
{
    // The last tries since the last success; locked when as many as are allowed stand close together and the newest is not long ago.
    private const string SelectLocked = """
        select coalesce(max(at) - min(at) < @Duration and max(at) > @Now - @Duration and count(*) = @Tries, false)
        from (
            select at from sign_in
            where login_digest = @Digest and result = 'wrong_password' and at > @Now - 2 * @Duration
              and sign_in_id > coalesce((select max(sign_in_id) from sign_in where login_digest = @Digest and result = 'succeeded'), 0)
            order by sign_in_id desc limit @Tries) tries
        """;

    private const string SelectAccount = """
        select a.account_id as AccountId, a.credit_code as CreditCode, a.role as Role, a.regions as Regions, a.generation as Generation, a.disabled_at as DisabledAt,
            o.status as Status, p.hash as Hash
        from account a join account_password p using (account_id) join organisation o using (credit_code)
        where a.login = @Login
        """;

    private const string UpdateHash = "update account_password set hash = @Hash where account_id = @AccountId and hash = @Former";

    // One try at a time for a login, or a hundred at once would all be looked at before the first is counted. Replicas do not wait for each other:
    // each of them may let one more through.
    private readonly SemaphoreSlim[] turns = [.. Enumerable.Range(0, 256).Select(_ => new SemaphoreSlim(1))];

    /// <summary>The account, enabled or not; null when login or password are wrong, or the login is locked.</summary>
    public async Task<KnownAccount?> Of(string login, string password, CancellationToken cancellation)
    {
        var digest = SignInLog.Digest(login);
        var turn = turns[digest[0]];
        await turn.WaitAsync(cancellation);
        try
        {
            return await OneOf(login, digest, password, cancellation);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => Array.ForEach(turns, turn => turn.Dispose());

    private async Task<KnownAccount?> OneOf(string login, byte[] digest, string password, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var now = clock.GetUtcNow();
        var limit = new { Digest = digest, Now = now, Duration = TimeSpan.FromMinutes(lockout.Value.Minutes), lockout.Value.Tries };
        if (await connection.ExecuteScalarAsync<bool>(new CommandDefinition(SelectLocked, limit, cancellationToken: cancellation)))
        {
            await SignInLog.Add(connection, new SignIn(now, SignInResults.LockedOut, digest), cancellation);
            return null;
        }

        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(SelectAccount, new { Login = LoginRules.Normal(login) }, cancellationToken: cancellation));
        var verdict = await passwords.Verify(row?.Hash, password, cancellation);
        var result = verdict == PasswordVerificationResult.Failed ? SignInResults.WrongPassword
            : row!.DisabledAt is not null ? SignInResults.Disabled
            : row.Status != "approved" ? SignInResults.NotApproved
            : SignInResults.Succeeded;
        await SignInLog.Add(connection, new SignIn(now, result, digest, row?.AccountId, null, row?.CreditCode), cancellation);
        if (verdict == PasswordVerificationResult.Failed)
        {
            return null;
        }

        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
        {
            var better = new { row!.AccountId, Former = row.Hash, Hash = await passwords.Hash(password, cancellation) };
            await connection.ExecuteAsync(new CommandDefinition(UpdateHash, better, cancellationToken: cancellation));
        }

        return new KnownAccount(row!.AccountId, row.CreditCode, row.Role, row.Regions, row.Generation, row.DisabledAt, row.Status);
    }

    [method: ExplicitConstructor]
    private sealed record Row(
        Guid AccountId, string CreditCode, string Role, string[] Regions, int Generation, DateTime? DisabledAt, string Status, string Hash);
}
