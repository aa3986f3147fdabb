using Dapper;
using Matchmaking.Access;
using Matchmaking.Identity.Clients;
using Matchmaking.Identity.SignIns;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Identity.Tokens;

/// <summary>grant_type=password (RFC 6749, section 4.3): a person signs in and gets an access token and the first refresh token of a family.</summary>
internal sealed class PasswordGrant(PasswordCheck check, NpgsqlDataSource database, AccessTokens tokens, IOptions<TokenOptions> options, TimeProvider clock)
{
    private const int LongestField = 200;

    private const string InsertFamily = """
        with family as (
            insert into refresh_family (family_id, account_id, generation, scopes, expires_at) values (@FamilyId, @AccountId, @Generation, @Scopes, @ExpiresAt) returning family_id)
        insert into refresh_token (hash, family_id) select @Hash, family_id from family
        """;

    public async Task<Results<Ok<TokenAnswer>, JsonHttpResult<OAuthError>>> Answer(OAuthForm form, CancellationToken cancellation)
    {
        if (form["username"] is not { } login || form["password"] is not { } password)
        {
            return OAuthErrors.InvalidRequest("username and password are needed.");
        }

        if (login.Length > LongestField || password.Length > LongestField)
        {
            return OAuthErrors.InvalidRequest($"username and password have at most {LongestField} characters.");
        }

        switch (await check.Of(login, password, cancellation))
        {
            case null:
                return OAuthErrors.WrongPassword();
            case { DisabledAt: not null }:
                return OAuthErrors.Disabled();
            case { Status: not "approved" } account:
                return OAuthErrors.NotApproved(account.Status);
            case { } account when GrantedScopes.Narrow(form["scope"], Scopes.Of(account.Role)) is { } scopes:
                var refreshToken = await StartFamily(account, scopes, cancellation);
                return TypedResults.Ok(tokens.For(new TokenSubject(account.AccountId.ToString(), account.CreditCode, account.Role, account.Regions, false), scopes, refreshToken));
            default:
                return OAuthErrors.InvalidScope();
        }
    }

    private async Task<string> StartFamily(KnownAccount account, string[] scopes, CancellationToken cancellation)
    {
        var token = ClientSecret.NextRefreshToken();
        var family = new
        {
            FamilyId = Guid.CreateVersion7(),
            account.AccountId,
            account.Generation,
            Scopes = scopes,
            ExpiresAt = clock.GetUtcNow().AddHours(options.Value.RefreshHours),
            Hash = ClientSecret.Hash(token),
        };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(InsertFamily, family, cancellationToken: cancellation));
        return token;
    }
}
