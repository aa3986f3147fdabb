using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Platform.Http;

/// <summary>The key of one request, and what is stored under it. A request without one takes and keeps nothing.</summary>
internal sealed class IdempotencyKey
{
    private const int Longest = 200;

    private const string InsertKey = """
        insert into idempotency_key (scope, key, request_digest) values (@scope, @key, @digest)
        on conflict on constraint idempotency_key_once do nothing
        """;

    private const string SelectAnswer = """
        select request_digest as RequestDigest, location as Location, body as Body, etag as ETag from idempotency_key where scope = @scope and key = @key
        """;

    private const string UpdateAnswer = """
        update idempotency_key set status = $3, location = $4, body = $5, etag = $6 where scope = $1 and key = $2
        """;

    private readonly HttpContext http;
    private readonly JsonSerializerOptions json;
    private readonly string scope;
    private readonly string key;
    private readonly byte[] digest;

    private IdempotencyKey(HttpContext http, JsonSerializerOptions json, string key, byte[] digest) =>
        (this.http, this.json, scope, this.key, this.digest) = (http, json, Scope(http), key, digest);

    /// <summary>The key of a request with the body <paramref name="request"/>.</summary>
    public static IdempotencyKey Of<TRequest>(HttpContext http, TRequest request)
    {
        var json = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var key = http.Request.Headers[Idempotency.Header].ToString();
        var digest = key.Length == 0 ? [] : SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(request, json)));
        return new IdempotencyKey(http, json, key, digest);
    }

    /// <summary>The answer of the first request with the key, or the problem with the key; null when this is the first one, which the key then belongs to.</summary>
    public async Task<FirstAnswer<TAnswer>?> Take<TAnswer>(NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        if (key.Length > Longest)
        {
            return new(ApiProblem.Invalid400(new FieldError(Idempotency.Header, "too_long", $"An Idempotency-Key has at most {Longest} characters.")), null, default);
        }

        // A second request with the key waits here until the first has committed or rolled back: the unique key decides.
        if (key.Length == 0
            || await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertKey, new { scope, key, digest }, transaction, cancellationToken: cancellation)) == 1)
        {
            return null;
        }

        var first = await transaction.Connection!.QuerySingleAsync<Stored>(new CommandDefinition(SelectAnswer, new { scope, key }, transaction, cancellationToken: cancellation));
        if (!first.RequestDigest.AsSpan().SequenceEqual(digest))
        {
            return new(ApiProblem.Of(422, "idempotency_key_reused", "This Idempotency-Key was used with another body; take a new key for a new request."), null, default);
        }

        http.Response.Headers.ETag = first.ETag;
        return new(null, first.Location, JsonSerializer.Deserialize<TAnswer>(first.Body!, json));
    }

    /// <summary>Stores the answer under the key, with the ETag that it is given.</summary>
    public Task Keep<TAnswer>(NpgsqlTransaction transaction, int status, string? location, TAnswer answer, CancellationToken cancellation) => key.Length == 0
        ? Task.CompletedTask
        : Deferral.Execute(transaction, UpdateAnswer, cancellation, scope, key, status, location, JsonSerializer.Serialize(answer, json), (string?)http.Response.Headers.ETag);

    // A key is its caller's own. The endpoint and what its address names, not the address as written: a slash at the end or capitals are the same address.
    private static string Scope(HttpContext http)
    {
        var caller = Caller.Of(http);
        return string.Join(
            ' ', http.Request.RouteValues.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Value}".ToLowerInvariant())
                .Prepend((http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? http.Request.Path.Value!)
                .Prepend(caller.Subject).Prepend(caller.Organisation));
    }

    private sealed record Stored(byte[] RequestDigest, string? Location, string? Body, string? ETag);
}

/// <summary>What a repeated request is answered.</summary>
internal sealed record FirstAnswer<TAnswer>(ProblemHttpResult? Problem, string? Location, TAnswer? Body);
