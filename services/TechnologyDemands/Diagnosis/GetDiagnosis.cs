using Dapper;
using Matchmaking.Access;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Demands;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>GET /v1/demands/{id}/diagnosis: the diagnosis of a need as it stands, to its enterprise and a bureau; as a report to print where <c>Accept</c> says text/html.</summary>
public static class GetDiagnosis
{
    private const string SelectDemand = $"select {DemandRow.Columns} from demand where demand_id = @id and (@Only::text is null or enterprise_code = @Only)";

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetDiagnosis(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/demands/{id:guid}/diagnosis", Handle).WithName("GetDiagnosis").WithTags("Diagnosis").Allow(Scopes.DemandsRead, Roles.Enterprise, Roles.Reviewer, Roles.Operator)
            .Produces<string>(200, "text/html").WithReadProblems(404);

    private static async Task<Results<Ok<DemandDiagnosis>, ContentHttpResult, ProblemHttpResult>> Handle(
        Guid id, HttpContext http, CallerDatabase database, Caller caller, KnowledgeGraph graph, IOptionsMonitor<DiagnosisOptions> options, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<DemandRow>(new CommandDefinition(SelectDemand, new { id, Only = caller.OnlyOrganisation }, cancellationToken: cancellation));
        if (row is null)
        {
            return Problems.DemandNotFound(id);
        }

        var form = row.Form();
        var resembling = await DemandPieces.Resembling(connection, id, form.Title, form.Description, caller.OnlyOrganisation, options.CurrentValue.DuplicateFrom, cancellation);
        var diagnosis = DemandDiagnosis.Of(form, graph, options.CurrentValue, resembling);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        return WantsPage(http) ? TypedResults.Content(DiagnosisPage.Of(id, row.Revision, diagnosis), "text/html; charset=utf-8") : TypedResults.Ok(diagnosis);
    }

    private static bool WantsPage(HttpContext http) => http.Request.GetTypedHeaders().Accept
        .OrderByDescending(type => type.Quality ?? 1).Select(type => type.MediaType.Value).FirstOrDefault(type => type is "text/html" or "application/json") == "text/html";
}
