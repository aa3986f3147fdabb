using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Tables;
using Matchmaking.Tables.Columns;
using Matchmaking.Tables.Export;
using Matchmaking.TechnologyDemands.Import;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Demands;

/// <summary>GET /v1/demands/export: the list of demands as a file, newest first, by the filters of the list; what was entered comes back as it may be imported, without the contact.</summary>
public static class ExportDemands
{
    private const int Portion = 100;

    private const string SelectDemands = $"select {DemandRow.Columns} from demand where {ListDemands.Conditions} order by demand_id desc limit @Rows";

    private static readonly JsonSerializerOptions Json = new(CellJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Maps the endpoint.</summary>
    public static void MapExportDemands(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/demands/export", Handle).WithName("ExportDemands").WithTags("Demands").AllowAllRoles(Scopes.DemandsRead)
            .Produces<byte[]>(200, TableFormat.Csv.MediaType, TableFormat.Xlsx.MediaType, TableFormat.Ndjson.MediaType).WithReadProblems(400);

    private static Results<ExportAnswer, ProblemHttpResult> Handle(
        string? enterprise, string? region, string? field, string? status, string? format, bool? bom, string? headings, HttpContext http, CallerDatabase database, Caller caller)
    {
        DemandFilter? filter = null;
        var fault = ExportForm.TryRead(http, format, bom, headings, out var form) ?? DemandFilter.TryRead(enterprise, region, field, status, caller, out filter);
        return fault is not null ? ApiProblem.Invalid400(fault) : new ExportAnswer(form, "demands", DemandColumns.All, Rows(database, filter!, caller, http.RequestAborted));
    }

    // By keyset and not by cursor: a slow receiver holds neither a connection nor a snapshot.
    private static async IAsyncEnumerable<JsonObject> Rows(CallerDatabase database, DemandFilter filter, Caller caller, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            DemandRow[] demands;
            await using (var connection = await database.OpenConnectionAsync(cancellation))
            {
                demands = [.. await connection.QueryAsync<DemandRow>(new CommandDefinition(SelectDemands, filter with { Rows = Portion }, cancellationToken: cancellation))];
            }

            if (demands.Length == 0)
            {
                yield break;
            }

            filter = filter with { After = demands[^1].DemandId };
            foreach (var demand in demands)
            {
                yield return Row(DemandView.Of(demand, caller));
            }
        }
    }

    /// <summary>The form of a demand as the caller may see it, with the notes of the columns before it.</summary>
    internal static JsonObject Row(DemandView demand)
    {
        var row = JsonSerializer.SerializeToNode(demand.Form with { Contact = null }, Json)!.AsObject();
        row.Insert(0, "id", demand.Id.ToString());
        row.Insert(1, "status", demand.Status);
        row.Insert(2, "revision", demand.Revision);
        row.Insert(3, "updatedAt", JsonSerializer.SerializeToNode(demand.UpdatedAt));
        return row;
    }
}
