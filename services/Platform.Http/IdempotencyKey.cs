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
        insert into idempotency_key (scope, key, request_digest) values ($1, $2, $3)
        on conflict on constraint idempotency_key_once do nothing
        """;

    private const string SelectAnswer = """
        select request_digest as RequestDigest, location as Location, body as Body, etag as ETag from idempotency_key where scope = @scope and key = @key
        """;

    private const string InsertAnswered = """
        insert into idempotency_key (scope, key, request_digest, status, location, body, etag) values ($1, $2, $3, $4, $5, $6, $7)
        """;

    private const string UpdateAnswer = """
        update idempotency_key set status = $3, location = $4, body = $5, etag = $6 where scope = $1 and key = $2
        """;

    private readonly HttpContext http;
    private readonly JsonSerializerOptions json;
    private readonly string scope;
    private readonly string key;
    private readonly byte[] digest;
    private NpgsqlBatchCommand? sent;

    private IdempotencyKey(HttpContext http, JsonSerializerOptions json, string key, byte[] digest)
    {
        (this.http, this.json, scope, this.key, this.digest) = (http, json, key.Length == 0 ? "" : Scope(http), key, digest);
        Insert = key.Length is > 0 and <= Longest ? () => sent = new NpgsqlBatchCommand(InsertKey) { Parameters = { new() { Value = scope }, new() { Value = key }, new() { Value = digest } } } : null;
    }

    /// <summary>The key of a request with the body <paramref name="request"/>.</summary>
    public static IdempotencyKey Of<TRequest>(HttpContext http, TRequest request)
    {
        var json = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var key = http.Request.Headers[Idempotency.Header].ToString();
        var digest = key.Length == 0 ? [] : SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(request, json)));
        return new IdempotencyKey(http, json, key, digest);
    }

    /// <summary>
    /// Takes the key; null without one, and with one that is refused. A second request with the key waits there until the first has committed or rolled back: the
    /// unique key decides.
    /// </summary>
    public Func<NpgsqlBatchCommand>? Insert { get; }

    /// <summary>What is wrong with the key.</summary>
    public ProblemHttpResult? Problem => key.Length <= Longest
        ? null
        : ApiProblem.Invalid400(new FieldError(Idempotency.Header, "too_long", $"An Idempotency-Key has at most {Longest} characters."));

    /// <summary>What a request is answered that is not the first one with the key, whose <see cref="Insert"/> took it, or whose key is no key; null for the first one.</summary>
    public async Task<FirstAnswer<TAnswer>?> OfFirst<TAnswer>(NpgsqlTransaction transaction, CancellationToken cancellation) => Problem is { } problem
        ? new(problem, null, default)
        : Insert is null || sent?.RecordsAffected == 1 ? null : await Find<TAnswer>(transaction, cancellation) ?? throw Vanished();

    /// <summary>The answer that is stored under the key, or the problem with another body; null when there is none.</summary>
    public async Task<FirstAnswer<TAnswer>?> Find<TAnswer>(NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        var first = await transaction.Connection!.QuerySingleOrDefaultAsync<Stored>(new CommandDefinition(SelectAnswer, new { scope, key }, transaction, cancellationToken: cancellation));
        if (first is null)
        {
            return null;
        }

        if (!first.RequestDigest.AsSpan().SequenceEqual(digest))
        {
            return new(ApiProblem.Of(422, "idempotency_key_reused", "This Idempotency-Key was used with another body; take a new key for a new request."), null, default);
        }

        http.Response.Headers.ETag = first.ETag;
        return new(null, first.Location, JsonSerializer.Deserialize<TAnswer>(first.Body!, json));
    }

    /// <summary>Takes the key together with the answer, where the change is deferred and goes to the server with it.</summary>
    public Task Take<TAnswer>(NpgsqlTransaction transaction, int status, string? location, TAnswer answer, CancellationToken cancellation) => Insert is null
        ? Task.CompletedTask
        : Deferral.Execute(transaction, InsertAnswered, cancellation, scope, key, digest, status, location, JsonSerializer.Serialize(answer, json), (string?)http.Response.Headers.ETag);

    /// <summary>True when <see cref="Take"/> came second.</summary>
    public static bool IsTaken(PostgresException error) => error.ConstraintName == "idempotency_key_once";

    /// <summary>The answer was taken away between two statements: it was a day old.</summary>
    public static InvalidOperationException Vanished() => new("The answer under the Idempotency-Key was removed this moment, after its 24 hours.");

    /// <summary>Stores the answer under the key, with the ETag that it is given.</summary>
    public Task Keep<TAnswer>(NpgsqlTransaction transaction, int status, string? location, TAnswer answer, CancellationToken cancellation) => Insert is null
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
