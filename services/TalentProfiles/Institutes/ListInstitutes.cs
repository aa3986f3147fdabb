using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles.Institutes;

/// <summary>GET /v1/institutes: by region (with everything below it) and kind.</summary>
public static class ListInstitutes
{
    private const string SelectInstitutes = """
        select credit_code as CreditCode, name as Name, region_code as RegionCode, kind as Kind, introduction as Introduction, revision as Revision
        from institute
        where (@Region::text is null or region_code like @Region || '%')
          and (@Kind::text is null or kind = @Kind)
        """;

    private static readonly Sorting<InstituteView> Sorting = new Sorting<InstituteView>("creditCode").By("creditCode", "credit_code", i => i.CreditCode).By("name", "name", i => i.Name);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListInstitutes(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/institutes", Handle).WithName("ListInstitutes").WithTags("Institutes").AllowAllRoles(Scopes.ExpertsRead).Sorted(Sorting).WithReadProblems(400);

    private static async Task<Results<Ok<KeysetPage<InstituteView>>, ProblemHttpResult>> Handle(
        string? region, string? kind, string? sort, int? limit, string? cursor, HttpContext http, CallerDatabase database, CancellationToken cancellation)
    {
        var fault = Sorting.TryRead(sort, limit, cursor, out var page)
            ?? (region is not null && !Regions.IsValid(region) ? new FieldError("region", "unknown_region", Regions.Rule) : null)
            ?? (kind is not null && !Codes.InstituteKinds.Contains(kind) ? new FieldError("kind", "unknown_institute_kind", $"One of: {string.Join(", ", Codes.InstituteKinds.Codes)}.") : null);
        if (fault is not null)
        {
            return ApiProblem.Invalid400(fault);
        }

        var filter = new { Region = region is null ? null : Regions.Prefix(region), Kind = kind };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<InstituteView>(new CommandDefinition(page.Of(SelectInstitutes), page.With(filter), cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, found.AsList()));
    }
}
