using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Identity.Clients;

/// <summary>GET /v1/clients: those of the own organisation that are not revoked; of any for an operator.</summary>
public static class ListClients
{
    private const string SelectClients = $"""
        select {ClientView.Columns} from client
        where revoked_at is null
          and (@Organisation::text is null or credit_code = @Organisation)
        """;

    private static readonly Sorting<ClientView> Sorting = new Sorting<ClientView>("clientId")
        .By("clientId", "client_id", c => c.ClientId)
        .By("name", "name", c => c.Name)
        .By("createdAt", "created_at", c => c.CreatedAt);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListClients(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/clients", Handle).WithName("ListClients").WithTags("Clients").Sorted(Sorting).WithReadProblems(400)
            .Allow(Scopes.Organisation, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Ok<KeysetPage<ClientView>>, ProblemHttpResult>> Handle(
        string? organisation, string? sort, int? limit, string? cursor, HttpContext http, CallerDatabase database, CancellationToken cancellation)
    {
        var fault = Sorting.TryRead(sort, limit, cursor, out var page)
            ?? (organisation is not null && !CreditCode.IsValid(organisation) ? new FieldError("organisation", "invalid_credit_code", CreditCode.Rule) : null);
        if (fault is not null)
        {
            return ApiProblem.Invalid400(fault);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<ClientView>(
            new CommandDefinition(page.Of(SelectClients), page.With(new { Organisation = organisation }), cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, found.AsList()));
    }
}
