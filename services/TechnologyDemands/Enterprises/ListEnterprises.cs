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
          and (@After::text is null or credit_code > @After)
        order by credit_code
        limit @Rows + 1
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapListEnterprises(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/enterprises", Handle).WithName("ListEnterprises").WithTags("Enterprises").Allow(Scopes.DemandsRead, Roles.Enterprise, Roles.Reviewer, Roles.Operator).WithReadProblems(400);

    private static async Task<Results<Ok<KeysetPage<EnterpriseView>>, ProblemHttpResult>> Handle(
        string? region, string? industry, int? limit, string? cursor, HttpContext http, CallerDatabase database, CancellationToken cancellation)
    {
        var fault = Keyset.TryRead<string>(limit, cursor, out var rows, out var after)
            ?? (region is not null && !Regions.IsValid(region) ? new FieldError("region", "unknown_region", Regions.Rule) : null)
            ?? (industry is not null && !Industries.IsPrefix(industry) ? new FieldError("industry", "unknown_industry", "An industry is a letter of GB/T 4754 with up to four digits, such as C36.") : null);
        if (fault is not null)
        {
            return ApiProblem.Invalid400(fault);
        }

        var filter = new { Region = region is null ? null : Regions.Prefix(region), Industry = industry, After = after, Rows = rows };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<EnterpriseView>(new CommandDefinition(SelectEnterprises, filter, cancellationToken: cancellation));
        return TypedResults.Ok(Keyset.Page(http, found.AsList(), rows, e => e.CreditCode));
    }
}
