using Matchmaking.Access;
using Matchmaking.Tables;
using Matchmaking.Tables.Export;

namespace Matchmaking.TechnologyDemands.Import;

/// <summary>GET /v1/demands/template.xlsx: 企业技术需求征集表 to be filled in and imported.</summary>
public static class GetDemandTemplate
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapGetDemandTemplate(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/demands/template.xlsx", () => new TemplateAnswer("demands-template", "企业技术需求征集表", DemandColumns.All))
            .WithName("GetDemandTemplate").WithTags("Demands").AllowAllRoles(Scopes.DemandsRead).Produces<byte[]>(200, TableFormat.Xlsx.MediaType);
}
