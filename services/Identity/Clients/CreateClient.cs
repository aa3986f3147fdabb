using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Identity.Accounts;
using Matchmaking.Identity.Organisations;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Identity.Clients;

/// <summary>POST /v1/clients: an API client of the own organisation, with a secret that is shown once; of any for an operator.</summary>
public static class CreateClient
{
    private const string InsertClient = """
        insert into client (client_id, credit_code, name, role, scopes, regions, created_by, created_at)
        values (@ClientId, @Organisation, @Name, @Role, @Scopes, @Regions, @Subject, @CreatedAt)
        """;

    private const string InsertSecret = "insert into client_secret (secret_id, client_id, hash, created_at) values (@SecretId, @ClientId, @Hash, @CreatedAt)";

    /// <summary>Maps the endpoint.</summary>
    public static void MapCreateClient(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/clients", Handle).WithName("CreateClient").WithTags("Clients").Validated<ClientForm>().WithProblems(403, 404, 422)
            .Allow(Scopes.Organisation, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Created<ClientWithSecret>, ProblemHttpResult>> Handle(
        ClientForm request, Caller caller, HttpContext http, TimeProvider clock, CancellationToken cancellation)
    {
        // Idempotency stores the answer, and the secret must not be stored: it joins the answer afterwards, so a repeat does not have it.
        string? secret = null;
        var outcome = await Idempotency.Run<ClientForm, ClientWithSecret>(
            http,
            request,
            async transaction =>
            {
                var organisation = request.Organisation ?? caller.Organisation;
                var kind = await Grants.KindOf(transaction, organisation, cancellation);
                if (kind is null)
                {
                    return Problems.OrganisationNotFound(organisation);
                }

                if (Kinds.RoleIn(kind, request.Role) is not { } role)
                {
                    return Problems.RoleNotOfKind(kind);
                }

                if (!request.Scopes!.All(Scopes.Of(role).Contains))
                {
                    return Problems.ScopeBeyondRole(role);
                }

                // A bureau's client reaches as far as the one who made it.
                string[] regions = kind == Kinds.Bureau ? [.. caller.Regions.Select(region => region.PadRight(6, '0'))] : [];
                if (!caller.Covers(role, request.Scopes!, regions))
                {
                    return Problems.BeyondOwn();
                }

                var view = new ClientView($"client-{Guid.CreateVersion7():N}", organisation, request.Name!, role, [.. request.Scopes!], regions, clock.GetUtcNow().UtcDateTime, null);
                var client = new { view.ClientId, view.Organisation, view.Name, view.Role, view.Scopes, view.Regions, caller.Subject, view.CreatedAt };
                await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertClient, client, transaction, cancellationToken: cancellation));
                secret = ClientSecret.Next();
                var row = new { SecretId = Guid.CreateVersion7(), view.ClientId, Hash = ClientSecret.Hash(secret), view.CreatedAt };
                await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertSecret, row, transaction, cancellationToken: cancellation));
                await AuditTrail.Record(transaction, AuditEntry.By(caller, "client.created", "client", view.ClientId) with { Organisations = [organisation, caller.Organisation] }, cancellation);
                return TypedResults.Created($"/v1/clients/{view.ClientId}", new ClientWithSecret(view, null, null));
            },
            cancellation);
        http.Response.Headers.CacheControl = "no-store";
        return secret is not null && outcome.Result is Created<ClientWithSecret> created
            ? TypedResults.Created(created.Location, created.Value! with { ClientSecret = secret })
            : outcome;
    }
}
