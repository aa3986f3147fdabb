using Dapper;
using Matchmaking.Ranking.State;
using Matchmaking.Ranking.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Ranking.Latent;

/// <summary>
/// Keeps the candidates in the newest latent space of the service's own table, and has one replica train another when the corpus has become
/// a different one. Every replica uses what stands in the table, also the one that trained it: so all rank alike, but for one poll.
/// </summary>
public sealed partial class LatentFeed(
    NpgsqlDataSource database, RankingState state, StoredIndex stored, IOptions<LatentOptions> options, ILogger<LatentFeed> log) : BackgroundService
{
    private const string SelectNewest = "select id as Id, digest as Digest, documents as Documents from latent_space where pipeline = @Pipeline order by id desc limit 1";

    private const string SelectBytes = "select bytes from latent_space where id = @Id";

    /// <summary>Any constant does that no other lock of this database has; it is held by the transaction, so that a killed replica lets go of it.</summary>
    internal const string TrainingLock = "7226015530182";

    private const string TryLock = $"select pg_try_advisory_xact_lock({TrainingLock})";

    private const string InsertSpace = "insert into latent_space (digest, bytes, documents, pipeline) values (@Digest, @Bytes, @Documents, @Pipeline)";

    private const string DeleteAllButThree = "delete from latent_space where id not in (select id from latent_space order by id desc limit 3)";

    private const string DeleteOwn = "delete from latent_space where pipeline = @Pipeline";

    private static readonly string Pipeline = LatentFile.Pipeline;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
        {
            return;
        }

        await state.Loaded.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Look(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // Ranking goes on in the space it has, or in none.
                LogFailed(log, error);
            }

            await Task.Delay(TimeSpan.FromSeconds(options.Value.PollSeconds), stoppingToken);
        }
    }

    /// <summary>
    /// Puts the candidates into the newest space there is, before anything is ranked: a list made without it after a start would stay. What fails is tried
    /// again by the next look.
    /// </summary>
    internal async Task Enter(CancellationToken cancellation)
    {
        if (!options.Value.Enabled)
        {
            stored.ForgetVectors();
            return;
        }

        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            await Use(connection, await Newest(connection, null, cancellation), cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            LogFailed(log, error);
        }
    }

    /// <summary>Looks once: trains where it is time, and uses the newest space.</summary>
    internal async Task Look(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var newest = await Newest(connection, null, cancellation);
        if (IsDue(newest))
        {
            await Train(connection, cancellation);
            newest = await Newest(connection, null, cancellation);
        }

        await Use(connection, newest, cancellation);
    }

    private async Task Use(NpgsqlConnection connection, StoredSpace? newest, CancellationToken cancellation)
    {
        if ((newest?.Digest ?? "none") == state.Candidates.Current.LatentDigest)
        {
            stored.ForgetVectors();
            return;
        }

        var space = newest is null ? null : await Load(connection, newest.Id, cancellation);
        await OwnThread.Run(() => state.Candidates.Use(space, stored.VectorsOf));
        stored.ForgetVectors();
        LogUsed(log, state.Candidates.Current.LatentDigest);
    }

    private async Task Train(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Who gets the lock later finds that it is no longer time.
        if (!await connection.QuerySingleAsync<bool>(new CommandDefinition(TryLock, transaction: transaction, cancellationToken: cancellation))
            || !IsDue(await Newest(connection, transaction, cancellation)))
        {
            return;
        }

        var started = TimeProvider.System.GetTimestamp();
        var snapshot = state.Candidates.Current;
        // Half of the processors: ranking goes on beside it, and the space is the same on any number of threads.
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount / 2), CancellationToken = cancellation };
        var space = await OwnThread.Run(() => LatentSpace.Train(LatentCorpus.Of(snapshot), LatentSettings.Default with { Parallel = parallel }));
        if (space is null)
        {
            // Too little is left for a space: the one of the former corpus goes, in every replica.
            await connection.ExecuteAsync(new CommandDefinition(DeleteOwn, new { Pipeline }, transaction, cancellationToken: cancellation));
        }
        else
        {
            using var bytes = new MemoryStream();
            space.Save(bytes);
            var row = new { space.Digest, Bytes = bytes.ToArray(), Documents = snapshot.DocumentCount, Pipeline };
            await connection.ExecuteAsync(new CommandDefinition(InsertSpace, row, transaction, cancellationToken: cancellation));
            await connection.ExecuteAsync(new CommandDefinition(DeleteAllButThree, transaction: transaction, cancellationToken: cancellation));
            LogTrained(log, space.Digest, space.Vocabulary.Terms.Length, snapshot.DocumentCount, TimeProvider.System.GetElapsedTime(started).TotalSeconds);
        }

        await transaction.CommitAsync(cancellation);
    }

    // None yet, or the corpus has grown or shrunk by half since.
    private bool IsDue(StoredSpace? newest)
    {
        long documents = state.Candidates.Current.DocumentCount;
        return newest is null ? documents >= LatentSettings.Default.LeastDocuments : 2 * documents >= 3L * newest.Documents || 2 * documents <= newest.Documents;
    }

    private static Task<StoredSpace?> Newest(NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken cancellation) =>
        connection.QuerySingleOrDefaultAsync<StoredSpace>(new CommandDefinition(SelectNewest, new { Pipeline }, transaction, cancellationToken: cancellation));

    private static async Task<LatentSpace> Load(NpgsqlConnection connection, long id, CancellationToken cancellation)
    {
        var bytes = await connection.QuerySingleAsync<byte[]>(new CommandDefinition(SelectBytes, new { Id = id }, cancellationToken: cancellation));
        return LatentSpace.Load(new MemoryStream(bytes));
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Trained latent space {Digest} of {Terms} terms on {Documents} documents in {Seconds:F1} s")]
    private static partial void LogTrained(ILogger logger, string digest, int terms, int documents, double seconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ranks in latent space {Digest}")]
    private static partial void LogUsed(ILogger logger, string digest);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The latent space could not be brought up to date; trying again")]
    private static partial void LogFailed(ILogger logger, Exception error);

    private sealed record StoredSpace(long Id, string Digest, int Documents);
}
