using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Demands;

/// <summary>One row of the list of demands; the enterprise is null where it stays unnamed to the caller.</summary>
public sealed record DemandListItem(
    Guid Id, string? EnterpriseCreditCode, string Title, string? Field, string RegionCode, string Visibility, string Status, long Revision, DateTime UpdatedAt);

/// <summary>GET /v1/demands: newest first or sorted otherwise; by enterprise, region (with everything below it), field (likewise) and status. Confidential ones are listed for their enterprise alone.</summary>
public static class ListDemands
{
    /// <summary>Which rows of <c>demand</c> a caller asked for and may see; parameters as in <see cref="DemandFilter"/>.</summary>
    // Whose an anonymous demand is cannot be found out by asking for the enterprise either.
    internal const string Conditions = $"""
        {DemandRow.Visible}
          and (visibility <> 'confidential' or enterprise_code = @Only)
          and (@Enterprise::text is null
               or (enterprise_code = @Enterprise and (@Only::text is null or enterprise_code = @Only or (form ->> 'anonymous') is distinct from 'true')))
          and (@Region::text is null or starts_with(region_code, @Region))
          and (@Field::text is null or starts_with(field, @Field))
          and (@Status::text is null or status = @Status)
          and (@After::uuid is null or demand_id < @After)
        """;

    private const string SelectDemands = $"""
        select demand_id as Id,
               case when (form ->> 'anonymous') = 'true' and enterprise_code <> @Only then null else enterprise_code end as EnterpriseCreditCode, title as Title, field as Field, region_code as RegionCode,
               visibility as Visibility, status as Status, revision as Revision, updated_at as UpdatedAt
        from demand
        where {Conditions}
        """;

    private static readonly Sorting<DemandListItem> Sorting = new Sorting<DemandListItem>("-createdAt")
        .By("createdAt", "demand_id", d => d.Id)
        .By("updatedAt", "updated_at", d => d.UpdatedAt)
        .By("title", "title", d => d.Title);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListDemands(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/demands", Handle).WithName("ListDemands").WithTags("Demands").AllowAllRoles(Scopes.DemandsRead).Sorted(Sorting).WithReadProblems(400);

    private static async Task<Results<Ok<KeysetPage<DemandListItem>>, ProblemHttpResult>> Handle(
        string? enterprise, string? region, string? field, string? status, string? sort, int? limit, string? cursor,
        HttpContext http, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        DemandFilter? filter = null;
        var fault = Sorting.TryRead(sort, limit, cursor, out var page)
            ?? DemandFilter.TryRead(enterprise, region, field, status, caller, out filter);
        if (fault is not null)
        {
            return ApiProblem.Invalid400(fault);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<DemandListItem>(new CommandDefinition(page.Of(SelectDemands), page.With(filter), cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, found.AsList()));
    }
}
