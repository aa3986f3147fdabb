using System.Security.Cryptography;
using Dapper;
using Matchmaking.Identity.Tokens;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Npgsql;

namespace Matchmaking.Identity.Keys;

/// <summary>
/// The signing keys of the database as this replica last saw them. Their turns stand in the database, so all replicas change over at the same moment
/// without talking to each other; whoever looks first under the lock makes the next key.
/// </summary>
internal sealed class SigningKeyRing(
    NpgsqlDataSource database, IDataProtectionProvider protection, IOptions<KeyOptions> options, IOptions<TokenOptions> tokens, TimeProvider clock)
{
    // What clocks differ by and what a replica may not have seen yet.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(10);

    // Any constant does; all replicas use the same one in the same database.
    private const string Lock = "select pg_advisory_xact_lock(7226015530185)";

    private const string SelectKeys =
        "select key_id as KeyId, x as X, y as Y, protected_private as ProtectedPrivate, signs_from as SignsFrom from signing_key order by signs_from";

    private const string InsertKey =
        "insert into signing_key (key_id, x, y, protected_private, created_at, signs_from) values (@KeyId, @X, @Y, @Protected, @Now, @SignsFrom)";

    private const string DeleteKeys = "delete from signing_key where key_id = any(@Delete)";

    // The next key, as soon as it was shown long enough.
    private const string BringForward = """
        update signing_key set signs_from = least(signs_from, greatest(@Now, created_at + @Ahead))
        where key_id = (select key_id from signing_key where signs_from > @Now order by signs_from limit 1)
        returning key_id as KeyId, signs_from as SignsFrom
        """;

    private readonly IDataProtector protector = protection.CreateProtector("Matchmaking.Identity.SigningKey.1");

    private volatile KeySet? current;

    /// <summary>The keys of the last look.</summary>
    public KeySet Current => current ?? throw new InvalidOperationException("The signing keys were not read yet.");

    /// <summary>Makes and deletes what is due, and reads all keys anew.</summary>
    /// <exception cref="CryptographicException">A private part cannot be read with the keys of the folder.</exception>
    public async Task Look(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(Lock, transaction: transaction, cancellationToken: cancellation));
        await Tend(transaction, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Lets the next key sign as soon as it was shown long enough, and makes the one after it.</summary>
    public async Task<KeyTurn> Rotate(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(Lock, transaction: transaction, cancellationToken: cancellation));
        await Tend(transaction, cancellation);
        var ahead = new { Now = clock.GetUtcNow(), Ahead = TimeSpan.FromMinutes(options.Value.PublishAheadMinutes) };
        var turn = await connection.QuerySingleAsync<Turn>(new CommandDefinition(BringForward, ahead, transaction, cancellationToken: cancellation));
        await Tend(transaction, cancellation);
        await transaction.CommitAsync(cancellation);
        return new KeyTurn(turn.KeyId, turn.SignsFrom);
    }

    private async Task Tend(NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var rows = await Read(transaction, cancellation);
        var plan = KeySchedule.Plan(
            [.. rows.Select(row => new KeyTurn(row.KeyId, row.SignsFrom))], now, TimeSpan.FromDays(options.Value.RotateEveryDays),
            TimeSpan.FromMinutes(options.Value.PublishAheadMinutes), TimeSpan.FromMinutes(tokens.Value.AccessMinutes) + Margin);
        foreach (var signsFrom in plan.Create)
        {
            await Insert(transaction, now, signsFrom, cancellation);
        }

        if (plan.Delete.Count > 0)
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(DeleteKeys, new { plan.Delete }, transaction, cancellationToken: cancellation));
        }

        // A key keeps its object from look to look: the token library caches what signs and checks by it.
        var known = current?.Keys.ToDictionary(key => key.KeyId, StringComparer.Ordinal) ?? [];
        current = new KeySet(
        [
            .. (plan.Create.Count + plan.Delete.Count > 0 ? await Read(transaction, cancellation) : rows)
                .Select(row => known.TryGetValue(row.KeyId, out var key) ? key with { SignsFrom = row.SignsFrom } : Open(row)),
        ]);
    }

    private async Task Insert(NpgsqlTransaction transaction, DateTimeOffset now, DateTimeOffset signsFrom, CancellationToken cancellation)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = pair.ExportParameters(false).Q;
        var jwk = new JsonWebKey { Kty = "EC", Crv = "P-256", X = Base64UrlEncoder.Encode(point.X), Y = Base64UrlEncoder.Encode(point.Y) };
        var row = new
        {
            // The thumbprint of RFC 7638.
            KeyId = Base64UrlEncoder.Encode(jwk.ComputeJwkThumbprint()),
            jwk.X,
            jwk.Y,
            Protected = protector.Protect(Convert.ToBase64String(pair.ExportPkcs8PrivateKey())),
            Now = now,
            SignsFrom = signsFrom,
        };
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertKey, row, transaction, cancellationToken: cancellation));
    }

    private SigningKey Open(Row row)
    {
        var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(Convert.FromBase64String(protector.Unprotect(row.ProtectedPrivate)), out _);
        return new SigningKey(row.KeyId, row.X, row.Y, new ECDsaSecurityKey(pair) { KeyId = row.KeyId }, row.SignsFrom);
    }

    private static async Task<List<Row>> Read(NpgsqlTransaction transaction, CancellationToken cancellation) =>
        (await transaction.Connection!.QueryAsync<Row>(new CommandDefinition(SelectKeys, transaction: transaction, cancellationToken: cancellation))).AsList();

    private sealed record Turn(string KeyId, DateTime SignsFrom);

    private sealed record Row(string KeyId, string X, string Y, string ProtectedPrivate, DateTime SignsFrom);
}
