using System.Text.Json;
using Dapper;
using Matchmaking.Access;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TalentProfiles.Import;

/// <summary>
/// The Idempotency-Key of an import. A body of up to 64 MiB is not one transaction, so the key works on two levels: each stored line is
/// noted under the key in the transaction that stores it, and a repeat after a broken import passes over noted lines; the finished
/// verdict is kept with the digest of the body and answered again as it was. Kept 24 hours.
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
        insert into import_row (import_key, line, expert_id, row_digest)
        select @key, line, expert_id, row_digest from unnest(@lines, @expertIds, @digests) as claimed (line, expert_id, row_digest)
        on conflict on constraint import_row_once do nothing
        """;

    private const string SelectRows = """
        select line as Line, expert_id as ExpertId, row_digest as Digest from import_row where import_key = @key and line = any(@lines)
        """;

    private const string DeleteClaims = "delete from import_row where import_key = @key and expert_id = any(@expertIds)";

    /// <summary>
    /// The answer of a finished import under this key, or the problem that its body was another; null when there is none yet.
    /// <paramref name="digest"/> reads the body and is called only when there is one.
    /// </summary>
    public async Task<Results<Ok<ImportVerdict>, ProblemHttpResult>?> Answered(Func<Task<byte[]>> digest, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(DeleteStaleRows, cancellationToken: cancellation));
        var answer = await connection.QuerySingleOrDefaultAsync<Answer>(new CommandDefinition(SelectAnswer, new { scope, key }, cancellationToken: cancellation));
        if (answer is null)
        {
            return null;
        }

        var sent = await digest();
        return sent.AsSpan().SequenceEqual(answer.RequestDigest)
            ? TypedResults.Ok(JsonSerializer.Deserialize<ImportVerdict>(answer.Body, json))
            : Problems.ImportKeyReused();
    }

    /// <summary>Keeps the verdict of a finished import. The notes stay: a second import under the key may still be on its way through the lines.</summary>
    public async Task Remember(ImportVerdict verdict, byte[] digest, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var answer = new { scope, key, digest, body = JsonSerializer.Serialize(verdict, json) };
        await connection.ExecuteAsync(new CommandDefinition(InsertAnswer, answer, cancellationToken: cancellation));
    }

    /// <summary>Notes <paramref name="rows"/> as stored and answers who stands under each line: the row itself, or what an earlier try stored.</summary>
    public async Task<IReadOnlyDictionary<int, NotedRow>> Claim(NpgsqlTransaction transaction, IReadOnlyCollection<ImportRow> rows, CancellationToken cancellation)
    {
        var claim = new
        {
            key,
            lines = rows.Select(r => r.Line).ToArray(),
            expertIds = rows.Select(r => r.Expert.ExpertId).ToArray(),
            digests = rows.Select(r => r.Digest).ToArray(),
        };
        await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertRows, claim, transaction, cancellationToken: cancellation));
        return (await transaction.Connection!.QueryAsync<NotedRow>(new CommandDefinition(SelectRows, claim, transaction, cancellationToken: cancellation)))
            .ToDictionary(r => r.Line);
    }

    /// <summary>Takes back the note of rows that were not stored after all.</summary>
    public Task Release(NpgsqlTransaction transaction, Guid[] expertIds, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(DeleteClaims, new { key, expertIds }, transaction, cancellationToken: cancellation));

    private sealed record Answer(byte[] RequestDigest, string Body);
}

/// <summary>A line of an import that is stored.</summary>
internal sealed record NotedRow(int Line, Guid ExpertId, string Digest);
