using Matchmaking.Access;
using Matchmaking.Platform.Messaging;
using Matchmaking.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
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

    /// <summary>
    /// Runs <paramref name="change"/> in a transaction and commits it, or answers as the first time. A problem rolls back and frees the key.
    /// </summary>
    public static async Task<Results<Created<TAnswer>, ProblemHttpResult>> Run<TRequest, TAnswer>(
        HttpContext http,
        TRequest request,
        Func<NpgsqlTransaction, Task<Results<Created<TAnswer>, ProblemHttpResult>>> change,
        CancellationToken cancellation)
    {
        await using var connection = await http.RequestServices.GetRequiredService<CallerDatabase>().OpenForChangeAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        using var deferral = Deferral.Of(transaction);
        var key = IdempotencyKey.Of(http, request);
        if (await key.Take<TAnswer>(transaction, cancellation) is { } first)
        {
            return first.Problem is not null ? first.Problem : TypedResults.Created(first.Location, first.Body);
        }

        var outcome = await change(transaction);
        if (outcome.Result is Created<TAnswer> created)
        {
            await key.Keep(transaction, 201, created.Location, created.Value, cancellation);
            await http.RequestServices.GetRequiredService<Outbox>().Commit(transaction, cancellation);
        }

        return outcome;
    }

    /// <summary>The same for a change that creates nothing. <paramref name="connection"/> is the caller's where none is given.</summary>
    public static async Task<Results<Ok<TAnswer>, ProblemHttpResult>> RunOk<TRequest, TAnswer>(
        HttpContext http,
        TRequest request,
        Func<NpgsqlTransaction, Task<Results<Ok<TAnswer>, ProblemHttpResult>>> change,
        CancellationToken cancellation,
        NpgsqlConnection? connection = null)
    {
        await using var own = connection is null ? await http.RequestServices.GetRequiredService<CallerDatabase>().OpenForChangeAsync(cancellation) : null;
        await using var transaction = await (connection ?? own!).BeginTransactionAsync(cancellation);
        using var deferral = Deferral.Of(transaction);
        var key = IdempotencyKey.Of(http, request);
        if (await key.Take<TAnswer>(transaction, cancellation) is { } first)
        {
            return first.Problem is not null ? first.Problem : TypedResults.Ok(first.Body);
        }

        var outcome = await change(transaction);
        if (outcome.Result is Ok<TAnswer> ok)
        {
            await key.Keep(transaction, 200, "", ok.Value, cancellation);
            await http.RequestServices.GetRequiredService<Outbox>().Commit(transaction, cancellation);
        }

        return outcome;
    }

    /// <summary>The same for an endpoint that changes nothing here, or what may be done twice; without a key no database is asked.</summary>
    public static RouteHandlerBuilder Repeatable<TRequest, TAnswer>(this RouteHandlerBuilder route) => route.AddEndpointFilter(async (context, next) =>
    {
        var http = context.HttpContext;
        return http.Request.Headers.ContainsKey(Header)
            ? await RunOk(http, context.Arguments.OfType<TRequest>().FirstOrDefault(), async _ => OneOf<TAnswer>(await next(context)), http.RequestAborted)
            : await next(context);
    });

    private static Results<Ok<TAnswer>, ProblemHttpResult> OneOf<TAnswer>(object? answer) => (answer is INestedHttpResult nested ? nested.Result : answer) switch
    {
        Ok<TAnswer> ok => ok,
        ProblemHttpResult problem => problem,
        _ => throw new InvalidOperationException($"An endpoint that answers {answer?.GetType().Name} cannot be repeated."),
    };
}
