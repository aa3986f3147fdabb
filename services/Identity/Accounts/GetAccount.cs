using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Identity.Accounts;

/// <summary>GET /v1/accounts/{accountId}: of the own organisation; of any for an operator.</summary>
public static class GetAccount
{
    private const string SelectAccount = $"select {AccountView.Columns} from account where account_id = @accountId";

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetAccount(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/accounts/{accountId:guid}", Handle).WithName("GetAccount").WithTags("Accounts").WithReadProblems(404)
            .Allow(Scopes.Organisation, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Ok<AccountView>, ProblemHttpResult>> Handle(Guid accountId, CallerDatabase database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var view = await connection.QuerySingleOrDefaultAsync<AccountView>(new CommandDefinition(SelectAccount, new { accountId }, cancellationToken: cancellation));
        return view is null ? Problems.AccountNotFound(accountId) : TypedResults.Ok(view);
    }
}
