using System.Security.Cryptography;
using Dapper;
using Matchmaking.Access;
using Matchmaking.Identity.Clients;
using Matchmaking.Identity.SignIns;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.Identity.Tokens;

/// <summary>grant_type=client_credentials (RFC 6749, section 4.4): an API client gets an access token for its secret, by HTTP Basic or in the body.</summary>
internal sealed class ClientGrant(NpgsqlDataSource database, AccessTokens tokens, TimeProvider clock)
{
    private const string SelectClient = """
        select c.credit_code as CreditCode, c.role as Role, c.scopes as Scopes, c.regions as Regions, o.status as Status,
            array(select hash from client_secret s where s.client_id = c.client_id and (s.expires_at is null or s.expires_at > @Now)) as Hashes
        from client c join organisation o using (credit_code)
        where c.client_id = @ClientId and c.revoked_at is null
        """;

    // A write a minute, not one a token.
    private const string UpdateLastUsed = """
        update client set last_used_at = @Now where client_id = @ClientId and (last_used_at is null or last_used_at <= @Now - interval '1 minute')
        """;

    public async Task<Results<Ok<TokenAnswer>, JsonHttpResult<OAuthError>>> Answer(HttpContext http, OAuthForm form, CancellationToken cancellation)
    {
        if (form.ClientId is null || form.ClientSecret is null)
        {
            return OAuthErrors.InvalidClient(http);
        }

        var now = clock.GetUtcNow();
        var id = new { form.ClientId, Now = now };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var client = ClientIds.IsValid(form.ClientId)
            ? await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(SelectClient, id, cancellationToken: cancellation))
            : null;
        if (client is null)
        {
            return OAuthErrors.InvalidClient(http);
        }

        var given = ClientSecret.Hash(form.ClientSecret);
        var result = !client.Hashes.Any(hash => CryptographicOperations.FixedTimeEquals(hash, given)) ? SignInResults.WrongSecret
            : client.Status != "approved" ? SignInResults.NotApproved
            : SignInResults.Succeeded;
        await SignInLog.Add(connection, new SignIn(now, result, ClientId: form.ClientId, CreditCode: client.CreditCode), cancellation);
        if (result != SignInResults.Succeeded)
        {
            return result == SignInResults.WrongSecret ? OAuthErrors.InvalidClient(http) : OAuthErrors.NotApproved(client.Status);
        }

        // What the role lost meanwhile, its clients lost too.
        if (GrantedScopes.Narrow(form["scope"], client.Scopes.Where(Scopes.Of(client.Role).Contains)) is not { } scopes)
        {
            return OAuthErrors.InvalidScope();
        }

        await connection.ExecuteAsync(new CommandDefinition(UpdateLastUsed, id, cancellationToken: cancellation));
        return TypedResults.Ok(tokens.For(new TokenSubject(form.ClientId, client.CreditCode, client.Role, client.Regions, true), scopes, null));
    }

    [method: ExplicitConstructor]
    private sealed record Row(string CreditCode, string Role, string[] Scopes, string[] Regions, string Status, byte[][] Hashes);
}
