using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Identity.SignIns;

/// <summary>One try to get a token.</summary>
/// <param name="Id">Rises.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Result">succeeded, refreshed, wrong_password, wrong_secret, locked_out, account_disabled, organisation_not_approved or refresh_replayed.</param>
/// <param name="AccountId">Whose; null where nobody has the login.</param>
/// <param name="ClientId">The API client; null for people.</param>
/// <param name="Organisation">Credit code.</param>
public sealed record SignInView(long Id, DateTime At, string Result, Guid? AccountId, string? ClientId, string? Organisation);

/// <summary>GET /v1/operations/sign-ins: who got a token or tried to, newest first, 90 days back.</summary>
public static class ListSignIns
{
    private const string SelectSignIns = """
        select sign_in_id as Id, at as At, result as Result, account_id as AccountId, client_id as ClientId, credit_code as Organisation from sign_in
        where (@AccountId::uuid is null or account_id = @AccountId)
          and (@ClientId::text is null or client_id = @ClientId)
        """;

    private static readonly Sorting<SignInView> Sorting = new Sorting<SignInView>("-at").By("at", "sign_in_id", s => s.Id);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListSignIns(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/operations/sign-ins", Handle).WithName("ListSignIns").WithTags("Operations").Sorted(Sorting).WithReadProblems(400).Allow(Scopes.Operations, Roles.Operator);

    private static async Task<Results<Ok<KeysetPage<SignInView>>, ProblemHttpResult>> Handle(
        Guid? account, string? client, string? sort, int? limit, string? cursor, HttpContext http, CallerDatabase database, CancellationToken cancellation)
    {
        if (Sorting.TryRead(sort, limit, cursor, out var page) is { } fault)
        {
            return ApiProblem.Invalid400(fault);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<SignInView>(
            new CommandDefinition(page.Of(SelectSignIns), page.With(new { AccountId = account, ClientId = client }), cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, found.AsList()));
    }
}
