using Dapper;
using Matchmaking.Access;
using Matchmaking.Contracts.Erasure;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TalentProfiles.Erasures;

/// <summary>
/// POST /v1/operations/republish-erasures: has every service erase everybody again who ever was erased, this one too. After any database was put back to an earlier state
/// nobody comes back by it; and a service that never answered answers.
/// </summary>
public static class RepublishErasures
{
    private const string SelectErasures = "select erasure_id as ErasureId, expert_id as TalentId, revision as Revision, requested_at as RequestedAt from erasure order by erasure_id";

    /// <summary>Maps the endpoint.</summary>
    public static void MapRepublishErasures(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/operations/republish-erasures", Handle).WithName("RepublishErasures").WithTags("Operations").Allow(Scopes.Operations, Roles.Operator).Repeatable<string, Republished>();

    private static async Task<Ok<Republished>> Handle(NpgsqlDataSource database, Outbox outbox, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var erasures = (await connection.QueryAsync<(Guid ErasureId, Guid TalentId, long Revision, DateTime RequestedAt)>(
            new CommandDefinition(SelectErasures, transaction: transaction, cancellationToken: cancellation))).AsList();
        foreach (var erasure in erasures)
        {
            await Outbox.Add(transaction, new PersonErasureRequested(erasure.ErasureId, erasure.TalentId, erasure.Revision, erasure.RequestedAt), cancellation);
        }

        await outbox.Commit(transaction, cancellation);
        return TypedResults.Ok(new Republished(erasures.Count));
    }
}
