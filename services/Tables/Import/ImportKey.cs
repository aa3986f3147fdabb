using System.Text.Json;
using Dapper;
using Matchmaking.Access;
using Npgsql;

namespace Matchmaking.Tables.Import;

/// <summary>
/// The Idempotency-Key of an import. A file of up to 64 MiB is not one transaction, so the key works on two levels: each stored line is
/// noted under the key in the transaction that stores it, and a repeat after a broken import passes over noted lines; the finished
/// verdict is kept with the digest of the file and answered again as it was. Kept 24 hours, in the table import_row of the service.
/// </summary>
internal sealed class ImportKey(CallerDatabase database, string scope, string key, JsonSerializerOptions json)
{
    private const string SelectAnswer = """
        select request_digest as RequestDigest, body as Body from idempotency_key where scope = @scope and key = @key
        """;

    private const string DeleteStaleRows = "delete from import_row where created_at < now() - interval '24 hours'";

    private const string InsertAnswer = """
        insert into idempotency_key (scope, key, request_digest, status, body) values (@scope, @key, @digest, 200, @body)
        on conflict on constraint idempotency_key_once do nothing
        """;

    // A second import under the key waits here for the first one's batch: the unique line decides whose row it is.
    private const string InsertRows = """
        insert into import_row (import_key, line, row_id, row_digest)
        select @noted, line, row_id, row_digest from unnest(@lines, @ids, @digests) as claimed (line, row_id, row_digest)
        on conflict on constraint import_row_once do nothing
        """;

    private const string SelectRows = """
        select line as Line, row_id as RowId, row_digest as Digest from import_row where import_key = @noted and line = any(@lines)
        """;

    private const string DeleteClaims = "delete from import_row where import_key = @noted and row_id = any(@ids)";

    // The lines of two endpoints, or of two callers, under the same key are not the same lines.
    private readonly string noted = $"{scope} {key}";

    /// <summary>What was answered under this key, with the digest of the file that it was for; null when nothing was yet.</summary>
    public async Task<(byte[] Digest, ImportVerdict Verdict)?> Answered(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(DeleteStaleRows, cancellationToken: cancellation));
        var answer = await connection.QuerySingleOrDefaultAsync<Answer>(new CommandDefinition(SelectAnswer, new { scope, key }, cancellationToken: cancellation));
        return answer is null ? null : (answer.RequestDigest, JsonSerializer.Deserialize<ImportVerdict>(answer.Body, json)!);
    }

    /// <summary>Keeps the verdict of a finished import. The notes stay: a second import under the key may still be on its way through the lines.</summary>
    public async Task Remember(ImportVerdict verdict, byte[] digest, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var answer = new { scope, key, digest, body = JsonSerializer.Serialize(verdict, json) };
        await connection.ExecuteAsync(new CommandDefinition(InsertAnswer, answer, cancellationToken: cancellation));
    }

    /// <summary>Notes rows as stored and answers who stands under each line: the row itself, or what an earlier try stored.</summary>
    public async Task<IReadOnlyDictionary<int, NotedRow>> Claim<TForm>(NpgsqlTransaction transaction, IReadOnlyCollection<ImportRow<TForm>> rows, CancellationToken cancellation)
    {
        var claim = new { noted, lines = rows.Select(r => r.Line).ToArray(), ids = rows.Select(r => r.Id).ToArray(), digests = rows.Select(r => r.Digest).ToArray() };
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertRows, claim, transaction, cancellationToken: cancellation));
        return (await transaction.Connection!.QueryAsync<NotedRow>(new CommandDefinition(SelectRows, claim, transaction, cancellationToken: cancellation)))
            .ToDictionary(r => r.Line);
    }

    /// <summary>Takes back the note of rows that were not stored after all.</summary>
    public Task Release(NpgsqlTransaction transaction, Guid[] ids, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(DeleteClaims, new { noted, ids }, transaction, cancellationToken: cancellation));

    private sealed record Answer(byte[] RequestDigest, string Body);
}

/// <summary>A line of an import that is stored.</summary>
internal sealed record NotedRow(int Line, Guid RowId, string Digest);
