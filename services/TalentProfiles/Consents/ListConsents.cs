using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles.Consents;

/// <summary>GET /v1/experts/{id}/consents: what an expert agreed to and took back, newest first; for the institute and a bureau.</summary>
public static class ListConsents
{
    private const string SelectExpert = "select true from expert where expert_id = @id and (@OnlyOrganisation::text is null or institute_code = @OnlyOrganisation)";

    /// <summary>Maps the endpoint.</summary>
    public static void MapListConsents(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/experts/{id:guid}/consents", Handle).WithName("ListConsents").WithTags("Consents").WithReadProblems(404)
            .Allow(Scopes.ExpertsRead, Roles.Institute, Roles.Reviewer, Roles.Operator);

    private static async Task<Results<Ok<ConsentList>, ProblemHttpResult>> Handle(Guid id, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(SelectExpert, new { id, caller.OnlyOrganisation }, cancellationToken: cancellation))
            ? TypedResults.Ok(new ConsentList(id, await ConsentRows.History(connection, id, cancellation)))
            : Problems.ExpertNotFound(id);
    }
}

/// <summary>The consents of an expert.</summary>
/// <param name="ExpertId">The expert.</param>
/// <param name="Items">Newest first; the newest of a purpose is what holds, unless it was taken back.</param>
public sealed record ConsentList(Guid ExpertId, IReadOnlyList<ConsentView> Items);
