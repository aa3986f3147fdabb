using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Enterprises;

/// <summary>GET /v1/enterprises: by region (with everything below it) and industry.</summary>
public static class ListEnterprises
{
    private const string SelectEnterprises = """
        select credit_code as CreditCode, name as Name, region_code as RegionCode, industry as Industry, revision as Revision
        from enterprise
        where (@Region::text is null or starts_with(region_code, @Region))
          and (@Industry::text is null or starts_with(industry, @Industry))
        """;

    private static readonly Sorting<EnterpriseView> Sorting = new Sorting<EnterpriseView>("creditCode").By("creditCode", "credit_code", e => e.CreditCode).By("name", "name", e => e.Name);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListEnterprises(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/enterprises", Handle).WithName("ListEnterprises").WithTags("Enterprises").Allow(Scopes.DemandsRead, Roles.Enterprise, Roles.Reviewer, Roles.Operator).Sorted(Sorting).WithReadProblems(400);

    private static async Task<Results<Ok<KeysetPage<EnterpriseView>>, ProblemHttpResult>> Handle(
        string? region, string? industry, string? sort, int? limit, string? cursor, HttpContext http, CallerDatabase database, CancellationToken cancellation)
    {
        var fault = Sorting.TryRead(sort, limit, cursor, out var page)
            ?? (region is not null && !Regions.IsValid(region) ? new FieldError("region", "unknown_region", Regions.Rule) : null)
            ?? (industry is not null && !Industries.IsPrefix(industry) ? new FieldError("industry", "unknown_industry", "An industry is a letter of GB/T 4754 with up to four digits, such as C36.") : null);
        if (fault is not null)
        {
            return ApiProblem.Invalid400(fault);
        }

        var filter = new { Region = region is null ? null : Regions.Prefix(region), Industry = industry };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<EnterpriseView>(new CommandDefinition(page.Of(SelectEnterprises), page.With(filter), cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, found.AsList()));
    }
}
