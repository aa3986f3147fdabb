using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Matchmaking.Identity.Clients;

/// <summary>POST /v1/clients/{clientId}:rotate: a new secret, shown once; the newest before stays good for a while, and any older ends.</summary>
public static class RotateClientSecret
{
    // Locks the client, so that two rotations at once do not leave three secrets.
    private const string SelectClient = $"select {ClientView.Columns} from client where client_id = @clientId and revoked_at is null for update";

    private const string DeleteOlder = """
        delete from client_secret where client_id = @ClientId and secret_id <> (select secret_id from client_secret where client_id = @ClientId order by secret_id desc limit 1)
        """;

    private const string EndFormer = "update client_secret set expires_at = @Ends where client_id = @ClientId";

    private const string InsertSecret = "insert into client_secret (secret_id, client_id, hash, created_at) values (@SecretId, @ClientId, @Hash, @Now)";

    /// <summary>Maps the endpoint.</summary>
    public static void MapRotateClientSecret(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/clients/{clientId}:rotate", Handle).WithName("RotateClientSecret").WithTags("Clients").WithReadProblems(404)
            .Allow(Scopes.Organisation, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Ok<ClientWithSecret>, ProblemHttpResult>> Handle(
        string clientId, HttpContext http, Caller caller, CallerDatabase database, IOptions<ClientOptions> options, TimeProvider clock, CancellationToken cancellation)
    {
        if (!ClientIds.IsValid(clientId))
        {
            return Problems.ClientNotFound(clientId);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var view = await connection.QuerySingleOrDefaultAsync<ClientView>(new CommandDefinition(SelectClient, new { clientId }, transaction, cancellationToken: cancellation));
        if (view is null)
        {
            return Problems.ClientNotFound(clientId);
        }

        var secret = ClientSecret.Next();
        var now = clock.GetUtcNow();
        var row = new { SecretId = Guid.CreateVersion7(), ClientId = clientId, Hash = ClientSecret.Hash(secret), Now = now, Ends = now.AddHours(options.Value.OverlapHours) };
        foreach (var statement in (string[])[DeleteOlder, EndFormer, InsertSecret])
        {
            await connection.ExecuteAsync(new CommandDefinition(statement, row, transaction, cancellationToken: cancellation));
        }

        await AuditTrail.Record(transaction, AuditEntry.By(caller, "client.rotated", "client", clientId) with { Organisations = [view.Organisation, caller.Organisation] }, cancellation);
        await transaction.CommitAsync(cancellation);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new ClientWithSecret(view, secret, row.Ends));
    }
}
