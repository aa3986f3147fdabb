using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Identity.Accounts;

/// <summary>POST /v1/accounts/{accountId}:enable: the person may sign in again.</summary>
public static class EnableAccount
{
    private const string UpdateAccount = $"update account set disabled_at = null where account_id = @accountId returning {AccountView.Columns}";

    /// <summary>Maps the endpoint.</summary>
    public static void MapEnableAccount(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/accounts/{accountId:guid}:enable", Handle).WithName("EnableAccount").WithTags("Accounts").WithReadProblems(404)
            .Allow(Scopes.Organisation, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Ok<AccountView>, ProblemHttpResult>> Handle(Guid accountId, Caller caller, CallerDatabase database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var view = await connection.QuerySingleOrDefaultAsync<AccountView>(new CommandDefinition(UpdateAccount, new { accountId }, transaction, cancellationToken: cancellation));
        if (view is null)
        {
            return Problems.AccountNotFound(accountId);
        }

        await AuditTrail.Record(transaction, AuditEntry.By(caller, "account.enabled", "account", $"{accountId}") with { Organisations = [view.Organisation, caller.Organisation] }, cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(view);
    }
}
