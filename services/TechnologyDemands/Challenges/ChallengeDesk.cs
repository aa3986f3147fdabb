using Dapper;
using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Challenges.Following;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Challenges;

/// <summary>
/// One after another: whatever changes a challenge or its bids holds the challenge meanwhile. What has come of itself by then, by time or by numbers, is done before
/// and after it, so that nobody acts on a state that is over.
/// </summary>
internal sealed class ChallengeDesk(NpgsqlDataSource database, FollowChallenge follow)
{
    // A seed for the lock's number, which is made of it and of the challenge.
    private const long AdvisoryLock = 7_226_015_530_200;

    private const string Lock = "select pg_advisory_lock(hashtextextended(@id::text, @AdvisoryLock))";

    private const string Unlock = "select pg_advisory_unlock(hashtextextended(@id::text, @AdvisoryLock))";

    private const string SelectChallenge = "select challenge_id from bid where bid_id = @bidId";

    private const string SelectOfDemand = "select challenge_id from challenge where demand_id = @demandId and state not in ('ended', 'completed')";

    /// <summary>Changes a challenge as the caller.</summary>
    public Task<Results<Ok<TAnswer>, ProblemHttpResult>> Change<TRequest, TAnswer>(
        HttpContext http, Guid id, TRequest request, Func<NpgsqlTransaction, ChallengeRow, Task<Results<Ok<TAnswer>, ProblemHttpResult>>> change, CancellationToken cancellation) =>
        Hold(id, () => Idempotency.RunOk<TRequest, TAnswer>(http, request, transaction => On(transaction, id, change, cancellation), cancellation), cancellation);

    /// <summary>The same for what makes something new.</summary>
    public Task<Results<Created<TAnswer>, ProblemHttpResult>> Add<TRequest, TAnswer>(
        HttpContext http, Guid id, TRequest request, Func<NpgsqlTransaction, ChallengeRow, Task<Results<Created<TAnswer>, ProblemHttpResult>>> change, CancellationToken cancellation) =>
        Hold(
            id,
            () => Idempotency.Run<TRequest, TAnswer>(
                http, request,
                async transaction => await ChallengeRow.Find(transaction.Connection!, transaction, id, cancellation) is { } row ? await change(transaction, row) : Problems.ChallengeNotFound(id),
                cancellation),
            cancellation);

    /// <summary>Changes the challenge that a bid is for, as the caller.</summary>
    public async Task<Results<Ok<TAnswer>, ProblemHttpResult>> ChangeOfBid<TRequest, TAnswer>(
        HttpContext http, Guid bidId, TRequest request, Func<NpgsqlTransaction, ChallengeRow, Task<Results<Ok<TAnswer>, ProblemHttpResult>>> change, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var id = await connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(SelectChallenge, new { bidId }, cancellationToken: cancellation));
        await connection.CloseAsync();
        return id is null
            ? Problems.BidNotFound(bidId)
            : await Hold(id.Value, () => Idempotency.RunOk<TRequest, TAnswer>(http, request, transaction => On(transaction, id.Value, change, cancellation), cancellation), cancellation);
    }

    /// <summary>Does all that has come of itself.</summary>
    public Task Follow(Guid id, CancellationToken cancellation) => Hold(id, () => Task.FromResult(true), cancellation);

    /// <summary>Holds <paramref name="id"/>, a challenge or a need that may become one, while <paramref name="change"/> runs.</summary>
    public async Task<T> Hold<T>(Guid id, Func<Task<T>> change, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await Locked(connection, id, () => Followed(connection, id, change, cancellation), cancellation);
    }

    /// <summary>
    /// Holds a need, so that it becomes no challenge meanwhile, and the challenge that it has, if there is one. Before any row, as every change of a challenge does: whoever waits for
    /// a row of the need holds nothing that another waits for.
    /// </summary>
    public async Task<T> HoldOfDemand<T>(Guid demandId, Func<Task<T>> change, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await Locked(
            connection, demandId,
            async () => await connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(SelectOfDemand, new { demandId }, cancellationToken: cancellation)) is { } id
                ? await Locked(connection, id, () => Followed(connection, id, change, cancellation), cancellation)
                : await change(),
            cancellation);
    }

    private async Task<T> Followed<T>(NpgsqlConnection connection, Guid id, Func<Task<T>> change, CancellationToken cancellation)
    {
        await follow.Run(connection, id, cancellation);
        var outcome = await change();
        await follow.Run(connection, id, cancellation);
        return outcome;
    }

    private static async Task<T> Locked<T>(NpgsqlConnection connection, Guid id, Func<Task<T>> run, CancellationToken cancellation)
    {
        await connection.ExecuteAsync(new CommandDefinition(Lock, new { id, AdvisoryLock }, cancellationToken: cancellation));
        try
        {
            return await run();
        }
        finally
        {
            // A connection that broke has let go already.
            if (connection.State == System.Data.ConnectionState.Open)
            {
                await connection.ExecuteAsync(Unlock, new { id, AdvisoryLock });
            }
        }
    }

    private static async Task<Results<Ok<TAnswer>, ProblemHttpResult>> On<TAnswer>(
        NpgsqlTransaction transaction, Guid id, Func<NpgsqlTransaction, ChallengeRow, Task<Results<Ok<TAnswer>, ProblemHttpResult>>> change, CancellationToken cancellation) =>
        await ChallengeRow.Find(transaction.Connection!, transaction, id, cancellation) is { } row ? await change(transaction, row) : Problems.ChallengeNotFound(id);
}
