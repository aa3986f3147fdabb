using Matchmaking.Access;
using Matchmaking.Tables;
using Matchmaking.Tables.Export;

namespace Matchmaking.TalentProfiles.Import;

/// <summary>GET /v1/experts/template.xlsx: 专家库入库申请表 to be filled in and imported.</summary>
public static class GetExpertTemplate
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapGetExpertTemplate(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/experts/template.xlsx", () => new TemplateAnswer("experts-template", "专家库入库申请表", ExpertColumns.All))
            .WithName("GetExpertTemplate").WithTags("Experts").AllowAllRoles(Scopes.ExpertsRead).Produces<byte[]>(200, TableFormat.Xlsx.MediaType);
}
