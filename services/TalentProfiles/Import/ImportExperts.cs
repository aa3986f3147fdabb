using System.Text.Json;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Matchmaking.TalentProfiles.Experts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace Matchmaking.TalentProfiles.Import;

/// <summary>
/// POST /v1/experts/import: registers experts from NDJSON or CSV. Good rows land, bad rows come back; a batch is stored and announced
/// while the next is read, so memory stays bounded and a broken import leaves whole batches, which a repeat under the same
/// Idempotency-Key does not store again.
/// </summary>
public static class ImportExperts
{
    /// <summary>Bytes the body may have.</summary>
    public const long MaxBodyBytes = 64 * 1024 * 1024;

    /// <summary>Rows an import may have.</summary>
    public const int MaxRows = 50_000;

    private const string Ndjson = "application/x-ndjson";

    private const string Csv = "text/csv";

    /// <summary>Maps the endpoint.</summary>
    public static void MapImportExperts(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/experts/import", Handle).WithName("ImportExperts").WithTags("Experts").Allow(Scopes.ExpertsWrite, Roles.Institute, Roles.Operator)
            .Accepts<ExpertForm>(Ndjson, Csv).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MaxBodyBytes)).WithProblems(422, 503);

    private static async Task<Results<Ok<ImportVerdict>, ProblemHttpResult>> Handle(
        HttpContext http, CallerDatabase database, Caller caller, Outbox outbox, IValidator<ExpertForm> validator, IOptions<JsonOptions> options, TimeProvider clock, CancellationToken cancellation)
    {
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || !IsTaken(type))
        {
            return Problems.ImportTypeUnsupported();
        }

        var header = http.Request.Headers[Idempotency.Header].ToString();
        if (header.Length > 200)
        {
            return ApiProblem.Invalid400(new FieldError(Idempotency.Header, "too_long", "An Idempotency-Key has at most 200 characters."));
        }

        var json = options.Value.SerializerOptions;
        using var reader = new RecordReader(http.Request.Body, csv: type.MediaType.Equals(Csv, StringComparison.OrdinalIgnoreCase));
        var key = header.Length == 0 ? null : new ImportKey(database, $"{caller.Organisation} {http.Request.Path.Value}", $"{caller.Organisation} {header}", json);
        if (key is not null && await key.Answered(() => reader.DigestOfRest(cancellation), cancellation) is { } answered)
        {
            return answered;
        }

        var tally = new ImportTally();
        var batch = new ImportBatch(database, outbox, key, tally);
        try
        {
            if (await Run(reader, batch, tally, json, validator, clock, cancellation) is { } faultyFile)
            {
                return ApiProblem.Invalid400(faultyFile);
            }

            var verdict = tally.Verdict();
            await (key?.Remember(verdict, reader.Digest(), cancellation) ?? Task.CompletedTask);
            return TypedResults.Ok(verdict);
        }
        catch (NpgsqlException error) when (error.IsTransient)
        {
            return Problems.ImportInterrupted(tally.Accepted);
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            // A chunked body tells its size only at its end: rows before it stand.
            return Problems.ImportTooLarge(tally.Accepted);
        }
    }

    private static bool IsTaken(MediaTypeHeaderValue type) =>
        (type.MediaType.Equals(Ndjson, StringComparison.OrdinalIgnoreCase) || type.MediaType.Equals(Csv, StringComparison.OrdinalIgnoreCase))
        && (type.Charset.Length == 0 || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads, checks and stores all rows; answers the fault of the file where its header has one, and then stores nothing.</summary>
    private static async Task<FieldError?> Run(
        RecordReader reader, ImportBatch batch, ImportTally tally, JsonSerializerOptions json, IValidator<ExpertForm> validator, TimeProvider clock, CancellationToken cancellation)
    {
        CsvRecords? csv = null;
        var count = 0;
        await foreach (var record in reader.Read(cancellation))
        {
            if (reader.IsCsv && csv is null)
            {
                if (CsvRecords.ReadHeader(record, out csv) is { } fault)
                {
                    return fault;
                }

                continue;
            }

            if (++count > MaxRows)
            {
                if (count == MaxRows + 1)
                {
                    tally.Reject(record.Line, new FieldError("", "too_many_rows", $"An import takes {MaxRows} rows; from this line on nothing was read."));
                }

                continue;
            }

            var (form, errors) = record.Fault is not null ? new ParsedRecord(null, record.Fault) : csv is not null ? csv.Parse(record) : NdjsonRecords.Parse(record, json);
            errors = form is null ? errors : validator.Faults(form);
            if (errors.Length > 0)
            {
                tally.Reject(record.Line, errors);
                continue;
            }

            batch.Add(ImportRow.Of(record, form!, clock.GetUtcNow()));
            if (batch.IsFull)
            {
                await batch.Store(clock.GetUtcNow(), cancellation);
            }
        }

        await batch.Store(clock.GetUtcNow(), cancellation);
        return null;
    }
}
