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
using Matchmaking.TalentProfiles.Import;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles.Experts;

/// <summary>GET /v1/experts/export: the list of experts as a file, newest first, by the filters of the list; what was entered comes back as it may be imported.</summary>
public static class ExportExperts
{
    // An expert may have 500 achievements of 10,000 characters: a portion of the usual ones is a quarter of a megabyte.
    private const int Portion = 100;

    private const string SelectIds = $"select e.expert_id from expert e where {ListExperts.Conditions} order by e.expert_id desc limit @Rows";

    private static readonly JsonSerializerOptions Json = new(CellJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Maps the endpoint.</summary>
    public static void MapExportExperts(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/experts/export", Handle).WithName("ExportExperts").WithTags("Experts").AllowAllRoles(Scopes.ExpertsRead)
            .Produces<byte[]>(200, TableFormat.Csv.MediaType, TableFormat.Xlsx.MediaType, TableFormat.Ndjson.MediaType).WithReadProblems(400);

    private static Results<ExportAnswer, ProblemHttpResult> Handle(
        string? institute, string? region, string? field, string? discipline, string? status, string? textVersion, string? format, bool? bom, string? headings,
        HttpContext http, CallerDatabase database, Caller caller)
    {
        ExpertFilter? filter = null;
        var fault = ExportForm.TryRead(http, format, bom, headings, out var form) ?? ExpertFilter.TryRead(institute, region, field, discipline, status, textVersion, caller, out filter);
        return fault is not null ? ApiProblem.Invalid400(fault) : new ExportAnswer(form, "experts", ExpertColumns.All, Rows(database, filter!, http.RequestAborted));
    }

    // By keyset and not by cursor: a slow receiver holds neither a connection nor a snapshot.
    private static async IAsyncEnumerable<JsonObject> Rows(CallerDatabase database, ExpertFilter filter, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (true)
        {
            IReadOnlyList<ExpertSnapshot> experts;
            await using (var connection = await database.OpenConnectionAsync(cancellation))
            {
                var ids = (await connection.QueryAsync<Guid>(new CommandDefinition(SelectIds, filter with { Rows = Portion }, cancellationToken: cancellation))).ToArray();
                experts = await ExpertSnapshot.Read(connection, null, ids, cancellation);
                if (ids.Length == 0)
                {
                    yield break;
                }

                filter = filter with { After = ids[^1] };
            }

            foreach (var expert in experts.Reverse())
            {
                yield return Row(expert);
            }
        }
    }

    /// <summary>The form of an expert with the notes of the columns before it.</summary>
    internal static JsonObject Row(ExpertSnapshot expert)
    {
        var achievements = expert.Achievements();
        var form = new ExpertForm(
            expert.Name, expert.InstituteCode, expert.Title, expert.Degree, expert.Disciplines, expert.Fields, expert.ResearchDirections, expert.Text, expert.ServiceModes,
            expert.RegionsServed, expert.Capacity, expert.Orcid, expert.Consent, achievements.Count == 0 ? null : [.. achievements.Select(a => a.Form())],
            ConsentTextVersion: expert.ConsentTextVersion);
        var row = JsonSerializer.SerializeToNode(form, Json)!.AsObject();
        row.Insert(0, "id", expert.Id.ToString());
        row.Insert(1, "status", expert.WithdrawnAt is null ? "active" : "withdrawn");
        row.Insert(2, "revision", expert.Revision);
        row.Insert(3, "updatedAt", JsonSerializer.SerializeToNode(expert.UpdatedAt));
        row.Insert(4, "instituteName", expert.InstituteName);
        return row;
    }
}
