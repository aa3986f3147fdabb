using Dapper;
using Matchmaking.Identity.Clients;
using Matchmaking.Identity.SignIns;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.Identity.Tokens;

/// <summary>
/// grant_type=refresh_token (RFC 6749, section 6): every refresh token is good once and gives the next. One that comes again was copied, or is used by
/// two; nobody can tell who is right, so the whole family ends (RFC 9700, section 4.14.2) and the person signs in again.
/// </summary>
internal sealed class RefreshGrant(NpgsqlDataSource database, AccessTokens tokens, TimeProvider clock)
{
    // Two at once: the second waits for the first and then finds it used.
    private const string UseToken = "update refresh_token set used_at = @Now where hash = @Hash and used_at is null returning family_id";

    private const string EndFamily = """
        update refresh_family f set ended_at = coalesce(f.ended_at, @Now) from refresh_token t, account a
        where t.hash = @Hash and f.family_id = t.family_id and a.account_id = f.account_id
        returning a.account_id as AccountId, a.credit_code as CreditCode
        """;

    private const string SelectFamily = """
        select a.account_id as AccountId, a.credit_code as CreditCode, a.role as Role, a.regions as Regions, f.scopes as Scopes, o.status as Status,
            f.ended_at is null and f.expires_at > @Now and f.generation = a.generation and a.disabled_at is null as IsGood
        from refresh_family f join account a using (account_id) join organisation o using (credit_code)
        where f.family_id = @FamilyId
        """;

    private const string InsertToken = "insert into refresh_token (hash, family_id) values (@Hash, @FamilyId)";

    public async Task<Results<Ok<TokenAnswer>, JsonHttpResult<OAuthError>>> Answer(OAuthForm form, CancellationToken cancellation)
    {
        if (form["refresh_token"] is not { } given)
        {
            return OAuthErrors.InvalidRequest("refresh_token is needed.");
        }

        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var familyId = await connection.ExecuteScalarAsync<Guid?>(
            new CommandDefinition(UseToken, new { Hash = ClientSecret.Hash(given), Now = now }, transaction, cancellationToken: cancellation));
        if (familyId is null)
        {
            await Replayed(transaction, given, now, cancellation);
            return OAuthErrors.InvalidRefreshToken();
        }

        // What does not commit leaves the token unused: it is good again when the organisation is.
        var family = await connection.QuerySingleAsync<Family>(
            new CommandDefinition(SelectFamily, new { FamilyId = familyId, Now = now }, transaction, cancellationToken: cancellation));
        if (!family.IsGood)
        {
            return OAuthErrors.InvalidRefreshToken();
        }

        if (family.Status != "approved")
        {
            return OAuthErrors.NotApproved(family.Status);
        }

        if (GrantedScopes.Narrow(form["scope"], family.Scopes) is not { } scopes)
        {
            return OAuthErrors.InvalidScope();
        }

        var next = ClientSecret.NextRefreshToken();
        await connection.ExecuteAsync(
            new CommandDefinition(InsertToken, new { Hash = ClientSecret.Hash(next), FamilyId = familyId }, transaction, cancellationToken: cancellation));
        await SignInLog.Add(connection, new SignIn(now, SignInResults.Refreshed, AccountId: family.AccountId, CreditCode: family.CreditCode), cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(tokens.For(new TokenSubject(family.AccountId.ToString(), family.CreditCode, family.Role, family.Regions, false), scopes, next));
    }

    private static async Task Replayed(NpgsqlTransaction transaction, string given, DateTimeOffset now, CancellationToken cancellation)
    {
        var owner = await transaction.Connection!.QuerySingleOrDefaultAsync<(Guid AccountId, string CreditCode)?>(
            new CommandDefinition(EndFamily, new { Hash = ClientSecret.Hash(given), Now = now }, transaction, cancellationToken: cancellation));
        if (owner is { } known)
        {
            await SignInLog.Add(transaction.Connection!, new SignIn(now, SignInResults.Replayed, AccountId: known.AccountId, CreditCode: known.CreditCode), cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }

    [method: ExplicitConstructor]
    private sealed record Family(Guid AccountId, string CreditCode, string Role, string[] Regions, string[] Scopes, string Status, bool IsGood);
}
