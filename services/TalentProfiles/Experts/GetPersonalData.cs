using System.Text.Json;
using Dapper;
using Matchmaking.Access;
using Matchmaking.Contacts;
using Matchmaking.Erasure;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TalentProfiles.Experts;

/// <summary>GET /v1/experts/{id}/personal-data: everything this service holds about an expert, for the institute and the operator.</summary>
public static class GetPersonalData
{
    private const string SelectOwn = "select exists (select from expert where expert_id = @id and (@OnlyOrganisation::text is null or institute_code = @OnlyOrganisation))";

    private const string SelectBox = "select box from expert_contact where expert_id = @id";

    private static readonly PersonalStore[] Stores =
    [
        new("expert", "供需匹配", "to be matched with needs", "至专家删除", "until the expert is erased", "select to_jsonb(e)::text from expert e where expert_id = @Id"),
        new("achievement", "供需匹配", "to be matched with needs", "至专家删除", "until the expert is erased", "select to_jsonb(a)::text from achievement a where expert_id = @Id order by achievement_id"),
        new("consent", "证明同意", "to show what was agreed to", "至专家删除", "until the expert is erased", "select to_jsonb(c)::text from consent c where expert_id = @Id order by consent_id"),
        new("contact_grant", "可查看联系方式的企业", "who may read the contact", "至专家删除", "until the expert is erased", "select to_jsonb(g)::text from contact_grant g where expert_id = @Id order by updated_at"),
        new("contact_disclosure", "联系方式的查看记录", "who has read the contact", "至专家删除", "until the expert is erased", "select to_jsonb(d)::text from contact_disclosure d where expert_id = @Id order by disclosure_id"),
        new("import_row", "重复导入的识别", "to know an import that is repeated", "24 小时", "24 hours", "select to_jsonb(r)::text from import_row r where row_id = @Id"),
        .. PersonalStore.OfEveryService,
    ];

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetPersonalData(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/experts/{id:guid}/personal-data", Handle).WithName("GetProfilePersonalData").WithTags("Experts").Allow(Scopes.ExpertsRead, Roles.Institute, Roles.Operator).WithReadProblems(404);

    // Whose it is is asked as the caller, the rest read as the worker: what waits in the outbox no request sees.
    private static async Task<Results<Ok<PersonalData>, ProblemHttpResult>> Handle(
        Guid id, Caller caller, CallerDatabase visible, NpgsqlDataSource database, ContactBox box, HttpContext http, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        await using var own = await visible.OpenConnectionAsync(cancellation);
        if (!await own.ExecuteScalarAsync<bool>(new CommandDefinition(SelectOwn, new { id, caller.OnlyOrganisation }, cancellationToken: cancellation)))
        {
            return Problems.ExpertNotFound(id);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        var data = await PersonalData.Read(connection, "talent-profiles", Stores, id, cancellation);
        // In plain: it is the person's own.
        var contact = await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(SelectBox, new { id }, cancellationToken: cancellation)) is { } stored ? box.Open(id, stored) : null;
        return TypedResults.Ok(data with
        {
            Sections =
            [
                .. data.Sections,
                new PersonalSection(
                    "expert_contact", "双方同意后联系", "to be reached once both sides agreed", "至联系方式或专家删除", "until the contact or the expert is erased",
                    contact is null ? [] : [JsonSerializer.SerializeToElement(contact, JsonSerializerOptions.Web)]),
            ],
        });
    }
}
