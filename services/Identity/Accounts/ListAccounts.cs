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
          and (@After::uuid is null or account_id > @After)
        order by account_id
        limit @Rows + 1
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapListAccounts(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/accounts", Handle).WithName("ListAccounts").WithTags("Accounts").WithReadProblems(400)
            .Allow(Scopes.Organisation, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Ok<KeysetPage<AccountView>>, ProblemHttpResult>> Handle(
        string? organisation, int? limit, string? cursor, HttpContext http, CallerDatabase database, CancellationToken cancellation)
    {
        var fault = Keyset.TryRead<Guid?>(limit, cursor, out var rows, out var after)
            ?? (organisation is not null && !CreditCode.IsValid(organisation) ? new FieldError("organisation", "invalid_credit_code", CreditCode.Rule) : null);
        if (fault is not null)
        {
            return ApiProblem.Invalid400(fault);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<AccountView>(
            new CommandDefinition(SelectAccounts, new { Organisation = organisation, After = after, Rows = rows }, cancellationToken: cancellation));
        return TypedResults.Ok(Keyset.Page(http, found.AsList(), rows, a => a.AccountId));
    }
}
