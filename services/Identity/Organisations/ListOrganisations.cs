using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Identity.Organisations;

/// <summary>GET /v1/organisations: by kind, status and region (with everything below it); others than operators see their own.</summary>
public static class ListOrganisations
{
    private const string SelectOrganisations = $"""
        select {OrganisationView.Columns} from organisation
        where (@Kind::text is null or kind = @Kind)
          and (@Status::text is null or status = @Status)
          and (@Region::text is null or starts_with(region_code, @Region))
        """;

    private static readonly Sorting<OrganisationView> Sorting = new Sorting<OrganisationView>("creditCode")
        .By("creditCode", "credit_code", o => o.CreditCode)
        .By("name", "name", o => o.Name)
        .By("createdAt", "created_at", o => o.CreatedAt);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListOrganisations(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/organisations", Handle).WithName("ListOrganisations").WithTags("Organisations").Sorted(Sorting).WithReadProblems(400)
            .Allow(Scopes.Organisation, Roles.Enterprise, Roles.Institute, Roles.Operator);

    private static async Task<Results<Ok<KeysetPage<OrganisationView>>, ProblemHttpResult>> Handle(
        string? kind, string? status, string? region, string? sort, int? limit, string? cursor, HttpContext http, CallerDatabase database, CancellationToken cancellation)
    {
        var fault = Sorting.TryRead(sort, limit, cursor, out var page)
            ?? (kind is not (null or Kinds.Enterprise or Kinds.Institute or Kinds.Bureau) ? new FieldError("kind", "unknown_organisation_kind", "One of: enterprise, institute, bureau.") : null)
            ?? (status is not (null or "pending" or "approved" or "suspended") ? new FieldError("status", "unknown_status", "One of: pending, approved, suspended.") : null)
            ?? (region is not null && !Regions.IsValid(region) ? new FieldError("region", "unknown_region", Regions.Rule) : null);
        if (fault is not null)
        {
            return ApiProblem.Invalid400(fault);
        }

        var filter = new { Kind = kind, Status = status, Region = region is null ? null : Regions.Prefix(region) };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<OrganisationView>(new CommandDefinition(page.Of(SelectOrganisations), page.With(filter), cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, found.AsList()));
    }
}
