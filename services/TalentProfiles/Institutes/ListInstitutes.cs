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
          and (@After::text is null or credit_code > @After)
        order by credit_code
        limit @Rows + 1
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapListInstitutes(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/institutes", Handle).WithName("ListInstitutes").WithTags("Institutes").AllowAllRoles(Scopes.ExpertsRead).WithReadProblems(400);

    private static async Task<Results<Ok<KeysetPage<InstituteView>>, ProblemHttpResult>> Handle(
        string? region, string? kind, int? limit, string? cursor, HttpContext http, CallerDatabase database, CancellationToken cancellation)
    {
        var fault = Keyset.TryRead<string>(limit, cursor, out var rows, out var after)
            // A cursor is not signed: what comes back is checked before the database sees it.
            ?? (after is not null && !CreditCode.IsValid(after) ? new FieldError("cursor", "invalid_cursor", "Take the cursor from next or from the Link header of the page before.") : null)
            ?? (region is not null && !Regions.IsValid(region) ? new FieldError("region", "unknown_region", Regions.Rule) : null)
            ?? (kind is not null && !Codes.InstituteKinds.Contains(kind) ? new FieldError("kind", "unknown_institute_kind", $"One of: {string.Join(", ", Codes.InstituteKinds.Codes)}.") : null);
        if (fault is not null)
        {
            return ApiProblem.Invalid400(fault);
        }

        var filter = new { Region = region is null ? null : Regions.Prefix(region), Kind = kind, After = after, Rows = rows };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<InstituteView>(new CommandDefinition(SelectInstitutes, filter, cancellationToken: cancellation));
        return TypedResults.Ok(Keyset.Page(http, found.AsList(), rows, i => i.CreditCode));
    }
}
