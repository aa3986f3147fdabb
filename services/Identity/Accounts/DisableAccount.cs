using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Identity.Accounts;

/// <summary>POST /v1/accounts/{accountId}:disable: no more tokens, and every refresh token is void, also after it was enabled again.</summary>
public static class DisableAccount
{
    private const string UpdateAccount = $"""
        update account set disabled_at = coalesce(disabled_at, @Now), generation = generation + 1 where account_id = @AccountId returning {AccountView.Columns}
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapDisableAccount(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/accounts/{accountId:guid}:disable", Handle).WithName("DisableAccount").WithTags("Accounts").WithReadProblems(404, 409)
            .Allow(Scopes.Organisation, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Ok<AccountView>, ProblemHttpResult>> Handle(
        Guid accountId, Caller caller, CallerDatabase database, TimeProvider clock, CancellationToken cancellation)
    {
        if (caller.Subject == accountId.ToString())
        {
            return Problems.OwnAccount();
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var view = await connection.QuerySingleOrDefaultAsync<AccountView>(
            new CommandDefinition(UpdateAccount, new { AccountId = accountId, Now = clock.GetUtcNow() }, transaction, cancellationToken: cancellation));
        if (view is null)
        {
            return Problems.AccountNotFound(accountId);
        }

        await AuditTrail.Record(transaction, AuditEntry.By(caller, "account.disabled", "account", $"{accountId}") with { Organisations = [view.Organisation, caller.Organisation] }, cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.Ok(view);
    }
}
