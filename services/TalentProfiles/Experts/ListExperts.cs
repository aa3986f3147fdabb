using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles.Experts;

/// <summary>One row of the list of experts.</summary>
public sealed record ExpertListItem
{
    /// <summary>Identity.</summary>
    public Guid Id { get; init; }

    /// <summary>Display name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The institute.</summary>
    public string InstituteCreditCode { get; init; } = "";

    /// <summary>Its registered name.</summary>
    public string InstituteName { get; init; } = "";

    /// <summary>Professional title as written.</summary>
    public string? Title { get; init; }

    /// <summary>Codes of 国家重点支持的高新技术领域.</summary>
    public string[] Fields { get; init; } = [];

    /// <summary>Codes of GB/T 13745.</summary>
    public string[] Disciplines { get; init; } = [];

    /// <summary>Codes of GB/T 2260.</summary>
    public string[] RegionsServed { get; init; } = [];

    /// <summary>Engagements taken at one time.</summary>
    public int Capacity { get; init; }

    /// <summary>Whether the expert agrees to be matched.</summary>
    public bool Consent { get; init; }

    /// <summary>active or withdrawn.</summary>
    public string Status { get; init; } = "";

    /// <summary>Rises with every change.</summary>
    public long Revision { get; init; }

    /// <summary>UTC.</summary>
    public DateTime UpdatedAt { get; init; }
}

/// <summary>
/// GET /v1/experts: newest first; by institute, region (seat of the institute or served, with everything below it), field and discipline
/// (likewise), status, and the text that the consent to be matched is to (of experts whose consents the caller may see), so that who agreed to an old one can be asked again.
/// </summary>
public static class ListExperts
{
    /// <summary>Which rows of <c>expert e</c> a caller asked for and may see; parameters as in <see cref="ExpertFilter"/>.</summary>
    // The institutes of a region are an array, not a condition on the join, which would read every expert: at 50,000 experts a rare
    // region took 44 ms, now 23, and a common one 0.1.
    internal const string Conditions = """
        (@Institute::text is null or e.institute_code = @Institute)
          and (@Region::text is null or e.region_prefixes @> array[@Region]
               or e.institute_code = any(array(select credit_code from institute where region_code like @Region || '%')))
          and (@Field::text is null or e.field_prefixes @> array[@Field])
          and (@Discipline::text is null or e.discipline_prefixes @> array[@Discipline])
          and (@Withdrawn::boolean is null or (e.withdrawn_at is not null) = @Withdrawn)
          and (@Only::text is null or e.institute_code = @Only or (e.consent and e.withdrawn_at is null))
          and (@TextVersion::text is null or exists (
               select from consent c where c.expert_id = e.expert_id and c.purpose = 'matching' and c.withdrawn_at is null and c.text_version = @TextVersion))
          and (@After::uuid is null or e.expert_id < @After)
        """;

    private const string SelectExperts = $"""
        select e.expert_id as Id, e.name as Name, e.institute_code as InstituteCreditCode, i.name as InstituteName, e.title as Title,
               e.fields as Fields, e.disciplines as Disciplines, e.regions_served as RegionsServed, e.capacity as Capacity, e.consent as Consent,
               case when e.withdrawn_at is null then 'active' else 'withdrawn' end as Status, e.revision as Revision, e.updated_at as UpdatedAt
        from expert e join institute i on i.credit_code = e.institute_code
        where {Conditions}
        """;

    private static readonly Sorting<ExpertListItem> Sorting = new Sorting<ExpertListItem>("-createdAt")
        .By("createdAt", "e.expert_id", e => e.Id)
        .By("updatedAt", "e.updated_at", e => e.UpdatedAt)
        .By("name", "e.name", e => e.Name);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListExperts(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/experts", Handle).WithName("ListExperts").WithTags("Experts").AllowAllRoles(Scopes.ExpertsRead).Sorted(Sorting).WithReadProblems(400);

    private static async Task<Results<Ok<KeysetPage<ExpertListItem>>, ProblemHttpResult>> Handle(
        string? institute, string? region, string? field, string? discipline, string? status, string? textVersion, string? sort, int? limit, string? cursor,
        HttpContext http, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        ExpertFilter? filter = null;
        var fault = Sorting.TryRead(sort, limit, cursor, out var page)
            ?? ExpertFilter.TryRead(institute, region, field, discipline, status, textVersion, caller, out filter);
        if (fault is not null)
        {
            return ApiProblem.Invalid400(fault);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<ExpertListItem>(new CommandDefinition(page.Of(SelectExperts), page.With(filter), cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, found.AsList()));
    }
}
