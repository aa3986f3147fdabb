using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Tables;
using Matchmaking.Tables.Import;
using Matchmaking.TechnologyDemands.Contacts;
using Matchmaking.TechnologyDemands.Demands;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Import;

/// <summary>POST /v1/demands/import: posts demands from NDJSON, CSV or XLSX; good rows land, bad rows come back. An enterprise imports its own.</summary>
public static class ImportDemands
{
    private const string SelectEnterprises = "select credit_code from enterprise where credit_code = any(@codes)";

    /// <summary>Maps the endpoint.</summary>
    public static void MapImportDemands(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/demands/import", Handle).WithName("ImportDemands").WithTags("Demands").Allow(Scopes.DemandsWrite, Roles.Enterprise, Roles.Operator)
            .Accepts<DemandForm>(TableFormat.Ndjson.MediaType, TableFormat.Csv.MediaType, TableFormat.Xlsx.MediaType)
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(ImportRun.MaxBodyBytes))
            .Produces<ImportVerdict>(200, TableFormat.Ndjson.MediaType, TableFormat.Csv.MediaType, TableFormat.Xlsx.MediaType, TableFormat.Json.MediaType)
            .WithProblems(422, 503);

    private static Task<Results<VerdictAnswer, ProblemHttpResult>> Handle(
        HttpContext http, DemandContacts contacts, PublicationRules rules, Caller caller, string? sheet, CancellationToken cancellation) => ImportRun.Import<DemandForm>(
        http,
        new ImportPlan<DemandForm>(
            DemandColumns.All,
            form => caller.ActsFor(form.EnterpriseCreditCode) ? null : new FieldError("enterpriseCreditCode", "not_yours", "An enterprise imports its own needs."),
            (transaction, rows, now, abort) => Store(transaction, rows, contacts, rules, caller, now, abort),
            DemandColumns.MakeWhole),
        sheet,
        cancellation);

    // Row by row and by the same code as a single post: a demand has one place where it is stored.
    private static async Task<IReadOnlyDictionary<Guid, FieldError>> Store(
        NpgsqlTransaction transaction, IReadOnlyList<ImportRow<DemandForm>> rows, DemandContacts contacts, PublicationRules rules, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        // Enterprises are never removed, so what is found here still stands when the rows are stored.
        var codes = rows.Select(r => r.Form.EnterpriseCreditCode!).Distinct().ToArray();
        var enterprises = (await transaction.Connection!.QueryAsync<string>(new CommandDefinition(SelectEnterprises, new { codes }, transaction, cancellationToken: cancellation))).ToHashSet();
        var refused = new Dictionary<Guid, FieldError>();
        foreach (var row in rows)
        {
            var problem = enterprises.Contains(row.Form.EnterpriseCreditCode!)
                ? (await PostDemand.Store(transaction, row.Id, row.Form, contacts, rules, caller, now, cancellation)).Result as ProblemHttpResult
                : Problems.EnterpriseUnknown(row.Form.EnterpriseCreditCode!);
            if (problem is not null)
            {
                refused[row.Id] = ((FieldError[])problem.ProblemDetails.Extensions["errors"]!)[0];
            }
        }

        return refused;
    }
}
