using Matchmaking.Contracts.Ranking;
using Matchmaking.Learning;
using Matchmaking.Platform;
using Matchmaking.Platform.Messaging;
using Matchmaking.Ranking.Decisions;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.State;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.Ranking.Training;

/// <summary>
/// Trains challengers on decisions, when somebody asks and when enough has been decided. One replica trains at a time; the model, its comparison, the end of
/// the training and the events are one transaction, so that a training that is cut off has no trace and is begun again.
/// </summary>
public sealed partial class TrainOnDecisions(
    NpgsqlDataSource database, RankingState state, ModelFeed models, Outbox outbox, TimeProvider clock, IOptions<TrainingOptions> options, ILogger<TrainOnDecisions> log) : BackgroundService
{
    private readonly WakeSignal wake = new();

    /// <summary>Tells that a training was asked for.</summary>
    public void Wake() => wake.Wake();

    /// <inheritdoc />
    public override void Dispose()
    {
        wake.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await state.Loaded.WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await RunOldest(stoppingToken))
                {
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                // What was asked for stays in the table.
                LogFailed(log, error);
            }

            await wake.Wait(TimeSpan.FromSeconds(options.Value.PollSeconds), stoppingToken);
        }
    }

    /// <summary>Works on the oldest training that has not ended, or on one that has come due.</summary>
    /// <returns>False when there was none, or another replica is at it.</returns>
    internal async Task<bool> RunOldest(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        // It writes nothing before its end: a transaction that has, and lasts, holds up everybody who waits for all older ones to end.
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await Trainings.TryTakeLock(transaction, cancellation) || await OldestOrDue(transaction, cancellation) is not { } id)
        {
            return false;
        }

        await models.Follow(connection, transaction, cancellation);
        var champion = state.Scorer;
        await Tell(id, "reading decisions", cancellation);
        var count = await DecidedDemands.Count(connection, cancellation);
        var (challenger, why) = await Train(id, await DecidedDemands.Read(connection, cancellation), champion, cancellation);
        await Store(transaction, id, champion.Model?.Digest ?? StoredModels.Scorecard, count, challenger, why, cancellation);
        await outbox.Commit(transaction, cancellation);
        return true;
    }

    private async Task<Guid?> OldestOrDue(NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        if (await Trainings.Oldest(transaction, cancellation) is { } oldest)
        {
            return oldest;
        }

        var every = options.Value.EveryDemands;
        if (every == 0 || RankerEngines.Present.Count == 0)
        {
            return null;
        }

        var decided = await DecidedDemands.Count(transaction.Connection!, cancellation);
        if (decided < DecisionTrainer.LeastDemands + ModelGate.LeastDemands || decided - await Trainings.TrainedOn(transaction, cancellation) < every)
        {
            return null;
        }

        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await using var other = await database.OpenConnectionAsync(cancellation);
        _ = await Trainings.Request(other, id, Trainings.Service, clock.GetUtcNow(), cancellation);
        return id;
    }

    private async Task<(Challenger? Challenger, string? Why)> Train(Guid id, IReadOnlyList<DecidedDemand> decided, PairScorer champion, CancellationToken cancellation)
    {
        try
        {
            var engine = RankerEngines.Choose(options.Value.Engine);
            LogTraining(log, id, decided.Count, engine.Version);
            var trainer = new DecisionTrainer(engine, options.Value.Bootstrap ? SeedMarket.Pairs : null);
            // The step is told for those who wait; the training does not wait for the telling.
            return (await OwnThread.Run(() => trainer.Run(decided, champion, step => _ = Tell(id, step, cancellation), cancellation)), null);
        }
        catch (TrainingException error)
        {
            return (null, error.Message);
        }
    }

    private async Task Store(
        NpgsqlTransaction transaction, Guid id, string champion, int decided, Challenger? challenger, string? why, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (challenger is null)
        {
            LogNotTrained(log, id, why!);
            _ = await Trainings.End(transaction, new TrainingEnd(id, "not_trained", why, decided, null, now), cancellation);
            return;
        }

        var (digest, verdict) = (challenger.Trained.Model.Digest, challenger.Verdict);
        if (digest == champion)
        {
            _ = await Trainings.End(transaction, new TrainingEnd(id, "not_better", "The decisions give the model that ranks already.", decided, digest, now), cancellation);
            return;
        }

        var comparison = new ModelComparison(
            champion, verdict.Demands, verdict.ChampionNdcgAt10, verdict.ChallengerNdcgAt10, verdict.GainLow, verdict.GainHigh, verdict.IsPassed);
        await StoredModels.Add(transaction, challenger.Trained, comparison, now, cancellation);
        _ = await Trainings.End(transaction, new TrainingEnd(id, verdict.IsPassed ? "offered" : "not_better", null, decided, digest, now), cancellation);
        LogCompared(log, digest, verdict.ChallengerNdcgAt10, verdict.ChampionNdcgAt10, verdict.Demands, verdict.GainLow, verdict.GainHigh, verdict.IsPassed);
        if (verdict.IsPassed && options.Value.PromoteAutomatically && await StoredModels.LockPromotionsAndTellInUse(transaction, cancellation) == champion)
        {
            await StoredModels.Promote(transaction, new ModelPromoted(digest, Promotions.Automatic, Trainings.Service, null, now), cancellation);
        }
    }

    private async Task Tell(Guid id, string step, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellation);
            _ = await Trainings.Tell(connection, id, step, clock.GetUtcNow(), cancellation);
        }
        catch (Exception error) when (error is NpgsqlException or OperationCanceledException)
        {
            LogNotTold(log, error, id);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Training {Id} begins: {Demands} decided demands, {Engine}")]
    private static partial void LogTraining(ILogger logger, Guid id, int demands, string engine);

    [LoggerMessage(Level = LogLevel.Information, Message = "Training {Id} made no model: {Why}")]
    private static partial void LogNotTrained(ILogger logger, Guid id, string why);

    [LoggerMessage(Level = LogLevel.Information, Message = "Model {Digest}: NDCG@10 {Challenger:F4} beside {Champion:F4} on {Demands} later demands, gain {Low:F4} to {High:F4}; offered {IsOffered}")]
    private static partial void LogCompared(ILogger logger, string digest, double challenger, double champion, int demands, double low, double high, bool isOffered);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No model could be trained; trying again")]
    private static partial void LogFailed(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A step of training {Id} could not be told")]
    private static partial void LogNotTold(ILogger logger, Exception error, Guid id);
}
