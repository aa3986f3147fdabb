using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Identity.Clients;

/// <summary>DELETE /v1/clients/{clientId}: no more tokens from now on; those given out end within minutes. The row stays for the sign-ins that name it.</summary>
public static class RevokeClient
{
    private const string RevokeOne = "update client set revoked_at = @Now where client_id = @ClientId and revoked_at is null returning credit_code";

    private const string DeleteSecrets = "delete from client_secret where client_id = @ClientId";

    /// <summary>Maps the endpoint.</summary>
    public static void MapRevokeClient(this IEndpointRouteBuilder routes) =>
        routes.MapDelete("/clients/{clientId}", Handle).WithName("RevokeClient").WithTags("Clients").WithReadProblems(404)
            .Allow(Scopes.Organisation, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(string clientId, Caller caller, CallerDatabase database, TimeProvider clock, CancellationToken cancellation)
    {
        if (!ClientIds.IsValid(clientId))
        {
            return Problems.ClientNotFound(clientId);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var organisation = await connection.ExecuteScalarAsync<string?>(
            new CommandDefinition(RevokeOne, new { ClientId = clientId, Now = clock.GetUtcNow() }, transaction, cancellationToken: cancellation));
        if (organisation is null)
        {
            return Problems.ClientNotFound(clientId);
        }

        await connection.ExecuteAsync(new CommandDefinition(DeleteSecrets, new { ClientId = clientId }, transaction, cancellationToken: cancellation));
        await AuditTrail.Record(transaction, AuditEntry.By(caller, "client.revoked", "client", clientId) with { Organisations = [organisation, caller.Organisation] }, cancellation);
        await transaction.CommitAsync(cancellation);
        return TypedResults.NoContent();
    }
}
