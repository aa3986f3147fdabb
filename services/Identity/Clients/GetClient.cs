using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Identity.Clients;

/// <summary>GET /v1/clients/{clientId}: of the own organisation; of any for an operator.</summary>
public static class GetClient
{
    private const string SelectClient = $"select {ClientView.Columns} from client where client_id = @clientId and revoked_at is null";

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetClient(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/clients/{clientId}", Handle).WithName("GetClient").WithTags("Clients").WithReadProblems(404)
            .Allow(Scopes.Organisation, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Ok<ClientView>, ProblemHttpResult>> Handle(string clientId, CallerDatabase database, CancellationToken cancellation)
    {
        if (!ClientIds.IsValid(clientId))
        {
            return Problems.ClientNotFound(clientId);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        var view = await connection.QuerySingleOrDefaultAsync<ClientView>(new CommandDefinition(SelectClient, new { clientId }, cancellationToken: cancellation));
        return view is null ? Problems.ClientNotFound(clientId) : TypedResults.Ok(view);
    }
}
