using Dapper;
using Matchmaking.Access;
using Matchmaking.Erasure;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.Identity.Accounts;

/// <summary>GET /v1/account/personal-data: everything held about the person who asks; of tokens and the password when they were made, never what they are.</summary>
public static class GetPersonalData
{
    private const string SelectExists = "select exists (select from account where account_id = @accountId)";

    private static readonly PersonalStore[] Stores =
    [
        new("account", "登录与授权", "signing in, and what it allows", "至账号删除", "until the account is erased", "select to_jsonb(a)::text from account a where account_id = @Id"),
        new("account_password", "登录", "signing in", "至账号删除", "until the account is erased", "select jsonb_build_object('changedAt', changed_at)::text from account_password where account_id = @Id"),
        new("refresh_family", "保持登录", "staying signed in", "到期后一天", "a day after it ended",
            "select jsonb_build_object('scopes', scopes, 'expiresAt', expires_at, 'endedAt', ended_at)::text from refresh_family where account_id = @Id"),
        new("refresh_token", "保持登录", "staying signed in", "到期后一天", "a day after it ended",
            "select jsonb_build_object('usedAt', used_at)::text from refresh_token join refresh_family using (family_id) where account_id = @Id"),
        new("sign_in", "防止盗用：登录记录", "against misuse: tries to sign in", "90 天", "90 days",
            "select jsonb_build_object('at', at, 'result', result)::text from sign_in where account_id = @Id order by at"),
        new("client", "由该账号创建的接口客户端", "API clients that the account made", "至客户端撤销", "until revoked", "select jsonb_build_object('clientId', client_id, 'name', name, 'createdAt', created_at)::text from client where created_by = @Id::text"),
        .. PersonalStore.OfEveryService,
    ];

    /// <summary>Maps the endpoint. Every role has the scope; the account is the caller's own.</summary>
    public static void MapGetPersonalData(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/account/personal-data", Handle).WithName("GetAccountPersonalData").WithTags("Accounts").WithReadProblems(403).AllowAllRoles(Scopes.DemandsRead);

    // With the worker's eyes: requests of most roles see no account at all.
    private static async Task<Results<Ok<PersonalData>, ProblemHttpResult>> Handle(Caller caller, NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return Guid.TryParse(caller.Subject, out var accountId)
            && await connection.ExecuteScalarAsync<bool>(new CommandDefinition(SelectExists, new { accountId }, cancellationToken: cancellation))
            ? TypedResults.Ok(await PersonalData.Read(connection, "identity", Stores, accountId, cancellation))
            : Problems.PeopleOnly();
    }
}
