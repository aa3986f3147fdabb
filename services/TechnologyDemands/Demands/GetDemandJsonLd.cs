using System.Text.Json.Nodes;
using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Tables;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Demands;

/// <summary>GET /v1/demands/{id}/jsonld: a public demand that stands open as a schema.org Demand, without contact, and without the enterprise where that stays unnamed; no other.</summary>
public static class GetDemandJsonLd
{
    private const string SelectDemand = $"select {DemandRow.Columns} from demand where demand_id = @id and status = 'published' and visibility = 'public' and {DemandRow.Visible}";

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetDemandJsonLd(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/demands/{id:guid}/jsonld", Handle).WithName("GetDemandJsonLd").WithTags("Demands").AllowAllRoles(Scopes.DemandsRead)
            .Produces<object>(200, JsonLdAnswer.MediaType).WithReadProblems(404);

    private static async Task<Results<JsonLdAnswer, ProblemHttpResult>> Handle(Guid id, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<DemandRow>(new CommandDefinition(SelectDemand, new { id, Only = caller.OnlyOrganisation }, cancellationToken: cancellation));
        return row is null ? Problems.DemandNotFound(id) : new JsonLdAnswer(Demand(row));
    }

    private static JsonObject Demand(DemandRow row)
    {
        var form = row.Form();
        var region = new JsonObject { ["@type"] = "AdministrativeArea", ["identifier"] = form.RegionCode };
        if (Regions.Known.Label(form.RegionCode!) is { } name)
        {
            region["name"] = name;
        }

        var demand = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Demand",
            ["@id"] = $"urn:uuid:{row.DemandId}",
            ["name"] = form.Title,
            ["description"] = form.Description,
            ["areaServed"] = region,
            ["itemOffered"] = new JsonObject { ["@type"] = "Service", ["name"] = form.Title },
            ["availabilityStarts"] = row.PublishedAt?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        };
        if (form.Field is not null)
        {
            demand["itemOffered"]!["category"] = TechnologyFields.Name(form.Field);
        }

        if (form.Deadline is { } deadline)
        {
            demand["validThrough"] = deadline.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        }

        if (form.Anonymous != true)
        {
            // Who seeks: the vocabulary knows it from the organisation only.
            demand["@reverse"] = new JsonObject { ["seeks"] = new JsonObject { ["@type"] = "Organization", ["identifier"] = row.EnterpriseCode } };
        }

        return demand;
    }
}
