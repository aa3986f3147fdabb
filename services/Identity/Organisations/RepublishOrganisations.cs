using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.Identity.Organisations;

/// <summary>POST /v1/operations/republish-organisations: tells every approved and suspended organisation again, for a follower that lost its copy.</summary>
public static class RepublishOrganisations
{
    private const string SelectKnown = $"select {OrganisationView.Columns} from organisation where status <> 'pending' order by credit_code";

    /// <summary>Maps the endpoint.</summary>
    public static void MapRepublishOrganisations(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/operations/republish-organisations", Handle).WithName("RepublishOrganisations").WithTags("Operations").Allow(Scopes.Operations, Roles.Operator);

    // With the worker's eyes: followers need all of them, whatever regions the operator serves.
    private static async Task<Ok<Republished>> Handle(NpgsqlDataSource database, Outbox outbox, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var known = (await connection.QueryAsync<OrganisationView>(new CommandDefinition(SelectKnown, transaction: transaction, cancellationToken: cancellation))).AsList();
        foreach (var organisation in known)
        {
            await OrganisationStatus.Announce(transaction, organisation, clock.GetUtcNow(), cancellation);
        }

        await outbox.Commit(transaction, cancellation);
        return TypedResults.Ok(new Republished(known.Count));
    }
}
