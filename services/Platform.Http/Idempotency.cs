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
        var key = IdempotencyKey.Of(http, request);
        await using var begun = await http.RequestServices.GetRequiredService<CallerDatabase>().BeginAsync(key.Insert, cancellation);
        using var deferral = Deferral.Of(begun.Transaction);
        if (await key.OfFirst<TAnswer>(begun.Transaction, cancellation) is { } first)
        {
            return first.Problem is not null ? first.Problem : TypedResults.Created(first.Location, first.Body);
        }

        var outcome = await change(begun.Transaction);
        if (outcome.Result is Created<TAnswer> created)
        {
            await key.Keep(begun.Transaction, 201, created.Location, created.Value, cancellation);
            await http.RequestServices.GetRequiredService<Outbox>().Commit(begun.Transaction, cancellation);
        }

        return outcome;
    }

    /// <summary>
    /// The same in one way to the server, for a change that defers all its statements (<see cref="Deferral"/>): the key goes with them, and who comes second learns it
    /// from the unique key. <paramref name="refused"/> tells what is wrong with the request when the database refuses a statement; null for what is not the request's fault.
    /// </summary>
    public static async Task<Results<Created<TAnswer>, ProblemHttpResult>> RunDeferred<TRequest, TAnswer>(
        HttpContext http,
        TRequest request,
        Func<NpgsqlTransaction, Task<Results<Created<TAnswer>, ProblemHttpResult>>> change,
        Func<PostgresException, ProblemHttpResult?> refused,
        CancellationToken cancellation)
    {
        var key = IdempotencyKey.Of(http, request);
        if (key.Problem is { } unsound)
        {
            return unsound;
        }

        var database = http.RequestServices.GetRequiredService<CallerDatabase>();
        Results<Created<TAnswer>, ProblemHttpResult>? outcome;
        await using (var begun = await database.BeginSilentlyAsync(cancellation))
        {
            using var deferral = Deferral.Of(begun.Transaction, begun.Settings);
            outcome = await change(begun.Transaction);
            if (outcome.Result is Created<TAnswer> created)
            {
                await key.Take(begun.Transaction, 201, created.Location, created.Value, cancellation);
                try
                {
                    await http.RequestServices.GetRequiredService<Outbox>().Commit(begun.Transaction, cancellation);
                    return outcome;
                }
                catch (PostgresException error) when (IdempotencyKey.IsTaken(error))
                {
                    outcome = null;
                }
                catch (PostgresException error) when (refused(error) is { } problem)
                {
                    outcome = problem;
                }
            }
        }

        if (key.Insert is null && outcome is not null)
        {
            return outcome;
        }

        // A repeat is answered as the first time, whatever would be said of it today.
        await using var again = await database.BeginAsync(null, cancellation);
        var first = await key.Find<TAnswer>(again.Transaction, cancellation);
        return first is null ? outcome ?? throw IdempotencyKey.Vanished() : first.Problem is not null ? first.Problem : TypedResults.Created(first.Location, first.Body);
    }

    /// <summary>The same for a change that creates nothing.</summary>
    public static async Task<Results<Ok<TAnswer>, ProblemHttpResult>> RunOk<TRequest, TAnswer>(
        HttpContext http,
        TRequest request,
        Func<NpgsqlTransaction, Task<Results<Ok<TAnswer>, ProblemHttpResult>>> change,
        CancellationToken cancellation)
    {
        var key = IdempotencyKey.Of(http, request);
        await using var begun = await http.RequestServices.GetRequiredService<CallerDatabase>().BeginAsync(key.Insert, cancellation);
        return await RunOk(http, key, begun.Transaction, change, cancellation);
    }

    /// <summary>The same on a connection that sees more than the caller.</summary>
    public static async Task<Results<Ok<TAnswer>, ProblemHttpResult>> RunOk<TRequest, TAnswer>(
        HttpContext http,
        TRequest request,
        NpgsqlConnection connection,
        Func<NpgsqlTransaction, Task<Results<Ok<TAnswer>, ProblemHttpResult>>> change,
        CancellationToken cancellation)
    {
        var key = IdempotencyKey.Of(http, request);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (key.Insert is { } insert)
        {
            await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { insert() } };
            await batch.ExecuteNonQueryAsync(cancellation);
        }

        return await RunOk(http, key, transaction, change, cancellation);
    }

    private static async Task<Results<Ok<TAnswer>, ProblemHttpResult>> RunOk<TAnswer>(
        HttpContext http,
        IdempotencyKey key,
        NpgsqlTransaction transaction,
        Func<NpgsqlTransaction, Task<Results<Ok<TAnswer>, ProblemHttpResult>>> change,
        CancellationToken cancellation)
    {
        using var deferral = Deferral.Of(transaction);
        if (await key.OfFirst<TAnswer>(transaction, cancellation) is { } first)
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
