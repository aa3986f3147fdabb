using Dapper;
using Matchmaking.Access;
using Matchmaking.Erasure;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.Insights.Facts;

/// <summary>GET /v1/experts/{id}/personal-data: everything this service holds about an expert, for the institute and the operator; 404 where it does not know whose the expert is.</summary>
public static class GetPersonalData
{
    private const string SelectOwner = "select organisation from subject_state where subject = @id and kind = 'expert' order by revision desc limit 1";

    private static readonly PersonalStore[] Stores =
    [
        new("subject_state", "专家所在地区与领域，用于统计", "region and fields of the expert, for statistics", "至专家删除", "until the expert is erased",
            "select to_jsonb(s)::text from subject_state s where subject = @Id::text order by revision"),
        new("fact", "与专家有关的对接事件，用于统计", "what happened to matches of the expert, for statistics", "至专家删除", "until the expert is erased",
            "select to_jsonb(f)::text from fact f where talent_id = @Id order by occurred_at, fact_id"),
        .. PersonalStore.OfEveryService,
    ];

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetPersonalData(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/experts/{id:guid}/personal-data", Handle).WithName("GetInsightsPersonalData").WithTags("Experts").Allow(Scopes.ExpertsRead, Roles.Institute, Roles.Operator).WithReadProblems(404);

    // With the worker's eyes: requests of institutes see no facts. Whose the expert is, is asked first.
    private static async Task<Results<Ok<PersonalData>, ProblemHttpResult>> Handle(Guid id, Caller caller, NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var owner = await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(SelectOwner, new { id = $"{id}" }, cancellationToken: cancellation));
        return owner is not null && caller.ActsFor(owner) ? TypedResults.Ok(await PersonalData.Read(connection, "insights", Stores, id, cancellation)) : Problems.ExpertNotKnown(id);
    }
}
