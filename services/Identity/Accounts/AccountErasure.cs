using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dapper;
using Matchmaking.Audit;
using Matchmaking.Contracts.Erasure;
using Matchmaking.Identity.SignIns;
using Npgsql;

namespace Matchmaking.Identity.Accounts;

/// <summary>The erasure of an account, in one transaction: everything goes, the whole database is searched for what is left, and the certificate is made.</summary>
internal static class AccountErasure
{
    private const string HoldAccount = """
        select credit_code as Organisation, login as Login,
               role = 'operator' and not exists (
                   select from account other where other.role = 'operator' and other.disabled_at is null and other.account_id <> account.account_id) as IsLastOperator
        from account where account_id = @accountId for update
        """;

    private const string SelectErased = "select account_id as AccountId, certificate as Certificate, digest as Digest from erased_account where account_id = @accountId";

    private const string InsertErased = """
        insert into erased_account (account_id, credit_code, erased_at, certificate, digest) values (@AccountId, @Organisation, @Now, @Text, @Digest)
        """;

    // The trail names by id who acted and whom an act was about: that is what it is for.
    private const string CountRemains = """
        select coalesce(sum(named), 0)::bigint from rows_naming(@Needles, jsonb_build_object(
            'erased_account', 'true', 'audit_entry', 'detail is null or not lower(detail::text) like any ($1)', 'audit_unchained', 'detail is null or not lower(detail::text) like any ($1)'))
        """;

    private static readonly (string Store, string Action, string Sql)[] Steps =
    [
        ("refresh_token", "deleted", "delete from refresh_token where family_id in (select family_id from refresh_family where account_id = @AccountId)"),
        ("refresh_family", "deleted", "delete from refresh_family where account_id = @AccountId"),
        ("sign_in", "deleted", "delete from sign_in where account_id = @AccountId or login_digest = @LoginDigest"),
        ("idempotency_key", "deleted", "delete from idempotency_key where lower(scope) like any(@Needles) or lower(location) like any(@Needles) or lower(body) like any(@Needles)"),
        ("client", "redacted", "update client set created_by = 'erased' where created_by = @AccountId::text"),
        ("account_password", "deleted", "delete from account_password where account_id = @AccountId"),
        ("account", "deleted", "delete from account where account_id = @AccountId"),
    ];

    private static readonly string[] Notes =
    [
        "审计链只保留该账号的编号。 The audit chains of all services keep the bare id of the account.",
        "该人以文字填写的姓名（如审核人）由填写所在的记录保存。 A name that was typed into a form, such as a reviewer's, stays with that record.",
        "已签发的访问令牌在五分钟内失效；备份由运行方按其期限处理。 Access tokens end within five minutes; backups are the operator's.",
    ];

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The account, held; null when there is none.</summary>
    public static Task<HeldAccount?> Hold(NpgsqlTransaction transaction, Guid accountId, CancellationToken cancellation) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<HeldAccount>(new CommandDefinition(HoldAccount, new { accountId }, transaction, cancellationToken: cancellation));

    /// <summary>What was erased before.</summary>
    public static async Task<ErasedAccountView?> Find(NpgsqlConnection connection, Guid accountId, CancellationToken cancellation) =>
        await connection.QuerySingleOrDefaultAsync<(Guid AccountId, string Certificate, string Digest)>(new CommandDefinition(SelectErased, new { accountId }, cancellationToken: cancellation))
            is { Certificate: not null } found ? new(found.AccountId, JsonElement.Parse(found.Certificate), found.Digest) : null;

    /// <summary>Erases it.</summary>
    /// <exception cref="InvalidOperationException">Something is left: nothing is erased, for a certificate would not be true.</exception>
    public static async Task<ErasedAccountView> Run(NpgsqlTransaction transaction, Guid accountId, HeldAccount account, DateTime now, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        var row = new { AccountId = accountId, LoginDigest = SignInLog.Digest(account.Login), Needles = new[] { $"%{accountId:D}%", $"%{accountId:N}%" } };
        var items = new List<ErasedItem>
        {
            new("audit_entry", "detail_erased", await AuditTrail.EraseDetails(transaction, "account", $"{accountId}", "service:identity", AuditEntry.Platform, cancellation)),
        };
        foreach (var (store, action, sql) in Steps)
        {
            items.Add(new ErasedItem(store, action, await connection.ExecuteAsync(new CommandDefinition(sql, row, transaction, cancellationToken: cancellation))));
        }

        var remaining = await connection.ExecuteScalarAsync<long>(new CommandDefinition(CountRemains, row, transaction, commandTimeout: 600, cancellationToken: cancellation));
        if (remaining > 0)
        {
            throw new InvalidOperationException($"Account {accountId} is still named in {remaining} rows after its erasure.");
        }

        var certificate = new AccountCertificate(
            "matchmaking-account-erasure/1", accountId, account.Organisation, now, [.. items.Where(item => item.Rows > 0).OrderBy(item => item.Store, StringComparer.Ordinal)], remaining, Notes);
        var text = JsonSerializer.Serialize(certificate, Json);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        await connection.ExecuteAsync(
            new CommandDefinition(InsertErased, new { AccountId = accountId, account.Organisation, Now = now, Text = text, Digest = digest }, transaction, cancellationToken: cancellation));
        return new ErasedAccountView(accountId, JsonElement.Parse(text), digest);
    }

    private sealed record AccountCertificate(
        string Certificate, Guid AccountId, string Organisation, DateTime ErasedAt, IReadOnlyList<ErasedItem> Items, long Remaining, IReadOnlyList<string> Notes);
}

/// <summary>An account that is about to be erased.</summary>
internal sealed record HeldAccount(string Organisation, string Login, bool IsLastOperator);

/// <summary>An account that was erased.</summary>
/// <param name="AccountId">Its id: all that is left.</param>
/// <param name="Certificate">What was erased where.</param>
/// <param name="Digest">SHA-256 over the bytes of the certificate in this answer; stands in the audit trail as <c>account.erased</c>.</param>
public sealed record ErasedAccountView(Guid AccountId, JsonElement Certificate, string Digest);
