using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Platform.Http;

/// <summary>
/// POST under an Idempotency-Key: the key, the change and the answer are stored in one transaction, so a repeat gets the first answer
/// and has no second effect, whenever the first try was cut off. Kept 24 hours.
/// </summary>
public static class Idempotency
{
    /// <summary>Name of the header.</summary>
    public const string Header = "Idempotency-Key";

    private const string InsertKey = """
        insert into idempotency_key (scope, key, request_digest) values (@Scope, @Key, @Digest)
        on conflict on constraint idempotency_key_once do nothing
        """;

    private const string SelectAnswer = "select request_digest as RequestDigest, location as Location, body as Body from idempotency_key where scope = @Scope and key = @Key";

    private const string UpdateAnswer = "update idempotency_key set status = 201, location = @Location, body = @Body where scope = @Scope and key = @Key";

    /// <summary>
    /// Runs <paramref name="change"/> in a transaction and commits it, or answers as the first time. A problem rolls back and frees the key.
    /// </summary>
    public static async Task<Results<Created<TAnswer>, ProblemHttpResult>> Run<TRequest, TAnswer>(
        HttpContext http,
        TRequest request,
        Func<NpgsqlTransaction, Task<Results<Created<TAnswer>, ProblemHttpResult>>> change,
        CancellationToken cancellation)
    {
        var services = http.RequestServices;
        var key = http.Request.Headers[Header].ToString();
        if (key.Length > 200)
        {
            return ApiProblem.Invalid400(new FieldError(Header, "too_long", "An Idempotency-Key has at most 200 characters."));
        }

        await using var connection = await services.GetRequiredService<CallerDatabase>().OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var json = services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var scope = Scope(http);
        var digest = key.Length == 0 ? [] : SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(request, json)));

        // A second request with the key waits here until the first has committed or rolled back: the unique key decides.
        if (key.Length > 0
            && await connection.ExecuteAsync(new CommandDefinition(InsertKey, new { Scope = scope, Key = key, Digest = digest }, transaction, cancellationToken: cancellation)) == 0)
        {
            var first = await connection.QuerySingleAsync<Answer>(
                new CommandDefinition(SelectAnswer, new { Scope = scope, Key = key }, transaction, cancellationToken: cancellation));
            return first.RequestDigest.AsSpan().SequenceEqual(digest)
                ? TypedResults.Created(first.Location, JsonSerializer.Deserialize<TAnswer>(first.Body!, json))
                : ApiProblem.Of(422, "idempotency_key_reused", "This Idempotency-Key was used with another body; take a new key for a new request.");
        }

        var outcome = await change(transaction);
        if (outcome.Result is Created<TAnswer> created)
        {
            if (key.Length > 0)
            {
                var answer = new { Scope = scope, Key = key, created.Location, Body = JsonSerializer.Serialize(created.Value, json) };
                await connection.ExecuteAsync(new CommandDefinition(UpdateAnswer, answer, transaction, cancellationToken: cancellation));
            }

            await services.GetRequiredService<Outbox>().Commit(transaction, cancellation);
        }

        return outcome;
    }

    // A key is its caller's own. The endpoint and what its address names, not the address as written: a slash at the end or capitals are the same address.
    private static string Scope(HttpContext http)
    {
        var caller = Caller.Of(http);
        return string.Join(
            ' ', http.Request.RouteValues.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Value}".ToLowerInvariant())
                .Prepend((http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? http.Request.Path.Value!)
                .Prepend(caller.Subject).Prepend(caller.Organisation));
    }

    private sealed record Answer(byte[] RequestDigest, string Location, string? Body);
}
