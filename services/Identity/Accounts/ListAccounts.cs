using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Identity.Accounts;

/// <summary>GET /v1/accounts: of the own organisation; of any for an operator.</summary>
public static class ListAccounts
{
    private const string SelectAccounts = $"""
        select {AccountView.Columns} from account
        where (@Organisation::text is null or credit_code = @Organisation)
        """;

    private static readonly Sorting<AccountView> Sorting = new Sorting<AccountView>("createdAt")
        .By("createdAt", "account_id", a => a.AccountId)
        .By("login", "login", a => a.Login)
        .By("name", "name", a => a.Name);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListAccounts(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/accounts", Handle).WithName("ListAccounts").WithTags("Accounts").Sorted(Sorting).WithReadProblems(400)
            .Allow(Scopes.Organisation, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Ok<KeysetPage<AccountView>>, ProblemHttpResult>> Handle(
        string? organisation, string? sort, int? limit, string? cursor, HttpContext http, CallerDatabase database, CancellationToken cancellation)
    {
        var fault = Sorting.TryRead(sort, limit, cursor, out var page)
            ?? (organisation is not null && !CreditCode.IsValid(organisation) ? new FieldError("organisation", "invalid_credit_code", CreditCode.Rule) : null);
        if (fault is not null)
        {
            return ApiProblem.Invalid400(fault);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<AccountView>(
            new CommandDefinition(page.Of(SelectAccounts), page.With(new { Organisation = organisation }), cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, found.AsList()));
    }
}
