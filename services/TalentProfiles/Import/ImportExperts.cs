using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Matchmaking.Tables;
using Matchmaking.Tables.Import;
using Matchmaking.TalentProfiles.Contacts;
using Matchmaking.TalentProfiles.Experts;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TalentProfiles.Import;

/// <summary>POST /v1/experts/import: registers experts from NDJSON, CSV or XLSX; good rows land, bad rows come back. An institute imports its own.</summary>
public static class ImportExperts
{
    private const string SelectInstitutes = "select credit_code from institute where credit_code = any(@codes)";

    /// <summary>Maps the endpoint.</summary>
    public static void MapImportExperts(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/experts/import", Handle).WithName("ImportExperts").WithTags("Experts").Allow(Scopes.ExpertsWrite, Roles.Institute, Roles.Operator)
            .Accepts<ExpertForm>(TableFormat.Ndjson.MediaType, TableFormat.Csv.MediaType, TableFormat.Xlsx.MediaType)
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(ImportRun.MaxBodyBytes))
            .Produces<ImportVerdict>(200, TableFormat.Ndjson.MediaType, TableFormat.Csv.MediaType, TableFormat.Xlsx.MediaType, TableFormat.Json.MediaType)
            .WithProblems(422, 503);

    private static Task<Results<VerdictAnswer, ProblemHttpResult>> Handle(HttpContext http, ExpertContacts contacts, Caller caller, string? sheet, CancellationToken cancellation) => ImportRun.Import<ExpertForm>(
        http,
        new ImportPlan<ExpertForm>(
            ExpertColumns.All,
            form => caller.ActsFor(form.InstituteCreditCode) ? null : new FieldError("instituteCreditCode", "not_yours", "An institute imports its own experts."),
            (transaction, rows, now, abort) => Store(transaction, rows, contacts, caller, now, abort)),
        sheet,
        cancellation);

    private static async Task<IReadOnlyDictionary<Guid, FieldError>> Store(
        NpgsqlTransaction transaction, IReadOnlyList<ImportRow<ExpertForm>> rows, ExpertContacts contacts, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        // Institutes are never removed, so what is found here still stands when the rows are stored.
        var codes = rows.Select(r => r.Form.InstituteCreditCode!).Distinct().ToArray();
        var institutes = (await transaction.Connection!.QueryAsync<string>(new CommandDefinition(SelectInstitutes, new { codes }, transaction, cancellationToken: cancellation))).ToHashSet();
        var possible = rows.Where(r => institutes.Contains(r.Form.InstituteCreditCode!)).Select(r => new NewExpert(r.Id, r.Form)).ToArray();
        var stored = await NewExperts.Insert(transaction, possible, contacts, caller.Subject, now, cancellation);
        foreach (var institute in rows.Where(r => stored.Contains(r.Id)).GroupBy(r => r.Form.InstituteCreditCode!))
        {
            var entry = AuditEntry.By(caller, "expert.registered", "expert", "", 1) with { Organisations = [institute.Key, caller.Organisation] };
            await AuditTrail.RecordEach(transaction, entry, [.. institute.Select(row => $"{row.Id}")], cancellation);
        }

        return rows.Where(r => !stored.Contains(r.Id)).ToDictionary(
            r => r.Id,
            r => institutes.Contains(r.Form.InstituteCreditCode!) ? Problems.OrcidTakenField() : Problems.InstituteUnknownField(r.Form.InstituteCreditCode!));
    }
}
