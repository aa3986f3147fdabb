using System.Text.Json.Nodes;
using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Contracts.Identity;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.Identity.Accounts;

/// <summary>
/// POST /v1/accounts/{accountId}:erase, of the own organisation or by an operator, and POST /v1/account:erase, one's own: login, name, hash, refresh tokens and sign-ins go
/// at once. Asked for again it is the same certificate. An access token that was given out before ends within five minutes.
/// </summary>
public static class EraseAccount
{
    private const string SelectVisible = """
        select account_id from account where account_id = @accountId union all select account_id from erased_account where account_id = @accountId
        """;

    /// <summary>Maps both endpoints.</summary>
    public static void MapEraseAccount(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/accounts/{accountId:guid}:erase", OfAnother).WithName("EraseAccount").WithTags("Accounts").WithReadProblems(404, 409)
            .Allow(Scopes.Organisation, Roles.Enterprise, Roles.Institute, Roles.Operator);
        // Every role has the scope; the account is the caller's own.
        routes.MapPost("/account:erase", OfCaller).WithName("EraseOwnAccount").WithTags("Accounts").WithReadProblems(403, 409).AllowAllRoles(Scopes.DemandsRead);
    }

    private static async Task<Results<Ok<ErasedAccountView>, ProblemHttpResult>> OfAnother(
        Guid accountId, Caller caller, CallerDatabase visible, NpgsqlDataSource database, Outbox outbox, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await visible.OpenConnectionAsync(cancellation);
        return await connection.QueryFirstOrDefaultAsync<Guid?>(new CommandDefinition(SelectVisible, new { accountId }, cancellationToken: cancellation)) is null
            ? Problems.AccountNotFound(accountId)
            : await Erase(accountId, caller, database, outbox, clock, cancellation) ?? (Results<Ok<ErasedAccountView>, ProblemHttpResult>)Problems.AccountNotFound(accountId);
    }

    private static async Task<Results<Ok<ErasedAccountView>, ProblemHttpResult>> OfCaller(Caller caller, NpgsqlDataSource database, Outbox outbox, TimeProvider clock, CancellationToken cancellation) =>
        Guid.TryParse(caller.Subject, out var accountId) && await Erase(accountId, caller, database, outbox, clock, cancellation) is { } answer ? answer : Problems.PeopleOnly();

    // With the worker's eyes: requests can neither read hashes nor delete. Whose account it is was asked before.
    private static async Task<Results<Ok<ErasedAccountView>, ProblemHttpResult>?> Erase(
        Guid accountId, Caller caller, NpgsqlDataSource database, Outbox outbox, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var account = await AccountErasure.Hold(transaction, accountId, cancellation);
        if (account is null)
        {
            var before = await AccountErasure.Find(connection, accountId, cancellation);
            return before is null ? null : (Results<Ok<ErasedAccountView>, ProblemHttpResult>)TypedResults.Ok(before);
        }

        if (account.IsLastOperator)
        {
            return Problems.LastOperator();
        }

        var erased = await AccountErasure.Run(transaction, accountId, account, clock.GetUtcNow().UtcDateTime, cancellation);
        await AuditTrail.Record(
            transaction,
            AuditEntry.By(caller, "account.erased", "account", $"{accountId}", detail: new JsonObject { ["digest"] = erased.Digest }) with { Organisations = [account.Organisation, caller.Organisation] },
            cancellation);
        await Outbox.Add(transaction, new AccountErased($"{accountId}", clock.GetUtcNow()), cancellation);
        await outbox.Commit(transaction, cancellation);
        return TypedResults.Ok(erased);
    }
}
