using Dapper;
using Matchmaking.Contracts.Ranking;
using Matchmaking.Learning;
using Matchmaking.Platform.Messaging;
using Matchmaking.Ranking.Calibration;
using Matchmaking.Ranking.Decisions;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.State;
using Matchmaking.Ranking.Training;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Ranking.Models;

/// <summary>
/// Ranks by the model that was promoted last, in every replica. A first start trains one on the seeds' judgements, before anything is ranked, and
/// promotes it; from then on only people do.
/// </summary>
public sealed partial class ModelFeed(
    NpgsqlDataSource database, RankingState state, Outbox outbox, TimeProvider clock, IOptions<TrainingOptions> options, ILogger<ModelFeed> log) : BackgroundService
{
    private const string Service = "ranking";

    private const string SelectNewest = """
        select coalesce(promotion.id, 0) as Id, promotion.digest as Digest, coalesce(acceptance.id, 0) as CalibrationId, acceptance.digest as Calibration
        from (select 1) one
        left join lateral (select id, digest from model_promotion order by id desc limit 1) promotion on true
        left join lateral (
            select id, digest from calibration where ranker = coalesce(promotion.digest, @Scorecard) order by id desc limit 1) acceptance on true
        """;

    private const string SelectModel = "select model from ranking_model where digest = @digest";

    // Any constant does that no other lock of this database has; it is held by the transaction, so that a killed replica lets go of it.
    private const string Lock = "select pg_advisory_xact_lock(7226015530183)";

    private readonly SemaphoreSlim oneAtATime = new(1, 1);
    private Newest used = new(0, null, 0, null);

    /// <summary>Digest of what was promoted last, also where it does not fit this version and the scorecard ranks in its place; scorecard for no model.</summary>
    internal string InUse => Volatile.Read(ref used).Digest ?? StoredModels.Scorecard;

    /// <inheritdoc />
    public override void Dispose()
    {
        oneAtATime.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await state.Loaded.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(options.Value.PollSeconds), stoppingToken);
            try
            {
                await using var connection = await database.OpenConnectionAsync(stoppingToken);
                await Follow(connection, null, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // Ranking goes on by the model it has.
                LogFailed(log, error);
            }
        }
    }

    /// <summary>Before the first list: trains and promotes the first model where there is none, and uses the newest.</summary>
    internal async Task Enter(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        _ = await ShownPairs.NameFeatures(connection, cancellation);
        if (options.Value.Bootstrap && await FindNewest(connection, null, cancellation) is { Id: 0 })
        {
            await Bootstrap(connection, cancellation);
        }

        await Follow(connection, null, cancellation);
    }

    /// <summary>
    /// Uses what was promoted last, if it is another than before. Who is about to rank a demand that a promotion has marked asks this first: the list of a
    /// former model would be taken for the new one.
    /// </summary>
    internal async Task Follow(NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken cancellation)
    {
        var newest = await FindNewest(connection, transaction, cancellation);
        if (newest == Volatile.Read(ref used))
        {
            return;
        }

        await oneAtATime.WaitAsync(cancellation);
        try
        {
            if (newest.IsAfter(used))
            {
                var acceptance = newest.Calibration is { } calibration ? await Calibrations.Find(connection, transaction, calibration, cancellation) : null;
                state.Scorer = await Load(connection, transaction, newest.Digest, acceptance, cancellation);
                Volatile.Write(ref used, newest);
                LogUsed(log, newest.Digest ?? StoredModels.Scorecard, newest.Calibration ?? "no calibration");
            }
        }
        finally
        {
            _ = oneAtATime.Release();
        }
    }

    // A model of another scorecard or other features means nothing here: a version of this service that no longer fits it ranks by the scorecard and says so.
    private async Task<PairScorer> Load(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string? digest, AcceptanceCalibration? acceptance, CancellationToken cancellation)
    {
        if (digest is null)
        {
            return new PairScorer(Scorecard.Default, null, acceptance);
        }

        try
        {
            var bytes = await connection.QuerySingleAsync<byte[]>(new CommandDefinition(SelectModel, new { digest }, transaction, cancellationToken: cancellation));
            return new PairScorer(Scorecard.Default, new ModelScorer(RankingModelFile.Read(bytes)), acceptance);
        }
        catch (InvalidDataException error)
        {
            LogUnfit(log, error, digest);
            return PairScorer.Fixed;
        }
    }

    private async Task Bootstrap(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // Replicas that start together: the others wait here, and then find that it is done.
        // However long the one that trains takes on a busy machine.
        await connection.ExecuteAsync(new CommandDefinition(Lock, transaction: transaction, commandTimeout: 0, cancellationToken: cancellation));
        if (await FindNewest(connection, transaction, cancellation) is not { Id: 0 })
        {
            return;
        }

        try
        {
            var engine = RankerEngines.Choose(options.Value.Engine);
            LogBootstrap(log, engine.Version);
            var trained = await OwnThread.Run(() => ModelTrainer.Train(SeedMarket.Pairs(), engine, ModelKinds.Bootstrap, cancellation));
            var now = clock.GetUtcNow();
            await StoredModels.Add(transaction, trained, null, now, cancellation);
            await StoredModels.Promote(transaction, new ModelPromoted(trained.Model.Digest, ModelKinds.Bootstrap, Service, null, now), cancellation);
            await outbox.Commit(transaction, cancellation);
            LogTrained(log, trained.Model.Digest, trained.NdcgAt10, trained.ScorecardNdcgAt10);
        }
        catch (TrainingException error)
        {
            LogNotTrained(log, error);
        }
    }

    private static Task<Newest> FindNewest(NpgsqlConnection connection, NpgsqlTransaction? transaction, CancellationToken cancellation) =>
        connection.QuerySingleAsync<Newest>(new CommandDefinition(SelectNewest, new { Calibrations.Scorecard }, transaction, cancellationToken: cancellation));

    [LoggerMessage(Level = LogLevel.Information, Message = "Training the first model on the seeds' judgements by {Engine}")]
    private static partial void LogBootstrap(ILogger logger, string engine);

    [LoggerMessage(Level = LogLevel.Information, Message = "Trained model {Digest}: NDCG@10 {Ndcg:F4} on demands it had not seen, scorecard {Scorecard:F4}")]
    private static partial void LogTrained(ILogger logger, string digest, double ndcg, double scorecard);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No model was trained; the scorecard ranks alone")]
    private static partial void LogNotTrained(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Information, Message = "Ranks by model {Digest}, likelihoods by {Calibration}")]
    private static partial void LogUsed(ILogger logger, string digest, string calibration);

    [LoggerMessage(Level = LogLevel.Error, Message = "Model {Digest} does not fit this version; the scorecard ranks alone")]
    private static partial void LogUnfit(ILogger logger, Exception error, string digest);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The model could not be brought up to date; trying again")]
    private static partial void LogFailed(ILogger logger, Exception error);

    // The promotion that holds and the newest calibration of what it promoted; 0 for none.
    private sealed record Newest(long Id, string? Digest, long CalibrationId, string? Calibration)
    {
        // Of two replies that come in the wrong order the later look counts.
        internal bool IsAfter(Newest other) => Id > other.Id || (Id == other.Id && CalibrationId > other.CalibrationId);
    }
}
