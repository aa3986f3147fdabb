using Dapper;
using Matchmaking.Access;
using Matchmaking.Erasure;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TalentProfiles.Experts;

/// <summary>GET /v1/experts/{id}/personal-data: everything this service holds about an expert, for the institute and the operator.</summary>
public static class GetPersonalData
{
    private const string SelectOwn = "select exists (select from expert where expert_id = @id and (@OnlyOrganisation::text is null or institute_code = @OnlyOrganisation))";

    private static readonly PersonalStore[] Stores =
    [
        new("expert", "供需匹配", "to be matched with needs", "至专家删除", "until the expert is erased", "select to_jsonb(e)::text from expert e where expert_id = @Id"),
        new("achievement", "供需匹配", "to be matched with needs", "至专家删除", "until the expert is erased", "select to_jsonb(a)::text from achievement a where expert_id = @Id order by achievement_id"),
        new("consent", "证明同意", "to show what was agreed to", "至专家删除", "until the expert is erased", "select to_jsonb(c)::text from consent c where expert_id = @Id order by consent_id"),
        new("import_row", "重复导入的识别", "to know an import that is repeated", "24 小时", "24 hours", "select to_jsonb(r)::text from import_row r where row_id = @Id"),
        .. PersonalStore.OfEveryService,
    ];

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetPersonalData(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/experts/{id:guid}/personal-data", Handle).WithName("GetPersonalData").WithTags("Experts").Allow(Scopes.ExpertsRead, Roles.Institute, Roles.Operator).WithReadProblems(404);

    // Whose it is is asked as the caller, the rest read as the worker: what waits in the outbox no request sees.
    private static async Task<Results<Ok<PersonalData>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, CallerDatabase visible, NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var own = await visible.OpenConnectionAsync(cancellation);
        if (!await own.ExecuteScalarAsync<bool>(new CommandDefinition(SelectOwn, new { id, caller.OnlyOrganisation }, cancellationToken: cancellation)))
        {
            return Problems.ExpertNotFound(id);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        return TypedResults.Ok(await PersonalData.Read(connection, "talent-profiles", Stores, id, cancellation));
    }
}
