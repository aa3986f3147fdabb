using System.Runtime.CompilerServices;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Matchmaking.Tables.Columns;
using Matchmaking.Tables.Csv;
using Matchmaking.Tables.Xlsx;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Tables.Import;

/// <summary>
/// Takes a file of rows: good rows land, bad rows come back. A batch is stored and announced before the next is read, so memory stays bounded and a broken
/// import leaves whole batches, which a repeat under the same Idempotency-Key does not store again.
/// </summary>
public static class ImportRun
{
    /// <summary>Bytes a file may have.</summary>
    public const long MaxBodyBytes = 64 * 1024 * 1024;

    /// <summary>Rows an import may have.</summary>
    public const int MaxRows = 100_000;

    /// <summary>Imports the body of a request as <paramref name="plan"/> says; <paramref name="sheet"/> names a sheet of a workbook.</summary>
    public static async Task<Results<VerdictAnswer, ProblemHttpResult>> Import<TForm>(HttpContext http, ImportPlan<TForm> plan, string? sheet, CancellationToken cancellation)
        where TForm : class
    {
        var services = http.RequestServices;
        var json = services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var (database, clock, header) = (services.GetRequiredService<CallerDatabase>(), services.GetRequiredService<TimeProvider>(), http.Request.Headers[Idempotency.Header].ToString());
        if (TableFormat.OfBody(http.Request.ContentType) is not { } format)
        {
            return ImportProblems.TypeUnsupported();
        }

        if (header.Length > 200)
        {
            return ApiProblem.Invalid400(new FieldError(Idempotency.Header, "too_long", "An Idempotency-Key has at most 200 characters."));
        }

        await using var body = await SpooledBody.Of(http.Request.Body, cancellation);
        var key = header.Length == 0 ? null : new ImportKey(database, Scope(http), header, json);
        var answer = VerdictAnswer.For(http, format, format == TableFormat.Csv ? body.IsUtf8 ? "utf-8" : "gb18030" : null, plan.Columns);
        if (key is not null && await key.Answered(cancellation) is { } answered)
        {
            return body.Digest.AsSpan().SequenceEqual(answered.Digest) ? answer.With(answered.Verdict) : ImportProblems.KeyReused();
        }

        var tally = new ImportTally();
        var batch = new ImportBatch<TForm>(database, services.GetRequiredService<Outbox>(), key, tally, plan.Store);
        try
        {
            var forms = new RowForms<TForm>(plan, services.GetRequiredService<IValidator<TForm>>(), json);
            if (await Run(Rows(body, format, sheet, cancellation), format, plan.Columns, forms, batch, tally, clock, cancellation) is { } faultyFile)
            {
                return ApiProblem.Invalid400(faultyFile);
            }

            var verdict = tally.Verdict();
            await (key?.Remember(verdict, body.Digest, cancellation) ?? Task.CompletedTask);
            return answer.With(verdict);
        }
        catch (TableException fault)
        {
            return ImportProblems.Unreadable(fault, tally.Accepted);
        }
        catch (NpgsqlException error) when (error.IsTransient)
        {
            return ImportProblems.Interrupted(tally.Accepted);
        }
    }

    // A key is its caller's own.
    private static string Scope(HttpContext http)
    {
        var caller = Caller.Of(http);
        return $"{caller.Organisation} {caller.Subject} {(http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText}";
    }

    private static IAsyncEnumerable<SourceRow> Rows(SpooledBody body, TableFormat format, string? sheet, CancellationToken cancellation) =>
        format == TableFormat.Ndjson ? NdjsonRows.Read(body, cancellation)
        : format == TableFormat.Csv ? CsvRows.Read(body, cancellation)
        : XlsxWorkbook.Read(body.Content, sheet).ToAsyncEnumerable();

    /// <summary>Reads, checks and stores all rows; answers the fault of the file where its heading has one, and then stores nothing.</summary>
    private static async Task<FieldError?> Run<TForm>(
        IAsyncEnumerable<SourceRow> rows, TableFormat format, TableColumns columns, RowForms<TForm> forms, ImportBatch<TForm> batch, ImportTally tally, TimeProvider clock, CancellationToken cancellation)
        where TForm : class
    {
        TableHeading? heading = null;
        var count = 0;
        await foreach (var source in format == TableFormat.Ndjson ? rows : FromHeading(rows, columns, cancellation))
        {
            var row = source;
            if (format != TableFormat.Ndjson && heading is null)
            {
                if (columns.TryHeading(row, out heading) is { } fault)
                {
                    return fault;
                }

                continue;
            }

            if (heading?.IsPassedOver(row) == true)
            {
                tally.Skip(row.Line);
                continue;
            }

            if (++count > MaxRows)
            {
                tally.Reject(row.Line, new FieldError("", "too_many_rows", $"An import takes {MaxRows} rows; from this line on nothing was read."));
                break;
            }

            if (format == TableFormat.Csv && row.Fault is null && row.Cells.Count < heading!.Columns.Count)
            {
                row = SourceRow.Faulty(row.Line, "wrong_cell_count", $"The heading has {heading.Columns.Count} columns, this row {row.Cells.Count} cells.");
            }

            var (sound, errors) = forms.Read(row, heading, clock.GetUtcNow());
            if (sound is null)
            {
                tally.Reject(row.Line, errors);
                continue;
            }

            batch.Add(sound);
            if (batch.IsFull)
            {
                await batch.Store(clock.GetUtcNow(), cancellation);
            }
        }

        await batch.Store(clock.GetUtcNow(), cancellation);
        return null;
    }

    /// <summary>The rows from the heading on: the first of the first ten that has two known headings, otherwise the very first.</summary>
    private static async IAsyncEnumerable<SourceRow> FromHeading(IAsyncEnumerable<SourceRow> rows, TableColumns columns, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var above = new List<SourceRow>();
        var isFound = false;
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            if (!isFound && columns.Known(row) < 2 && above.Count < TableColumns.MostTitleRows)
            {
                above.Add(row);
                continue;
            }

            foreach (var skipped in isFound || columns.Known(row) >= 2 ? [] : above)
            {
                yield return skipped;
            }

            isFound = true;
            yield return row;
        }

        foreach (var row in isFound ? [] : above)
        {
            yield return row;
        }
    }
}
