using Matchmaking.Contracts.Ranking;
using Matchmaking.Learning;
using Matchmaking.Platform;
using Matchmaking.Platform.Messaging;
using Matchmaking.Ranking.Calibration;
using Matchmaking.Ranking.Decisions;
using Matchmaking.Ranking.Features;
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
    // What ended the service twice will do so again.
    private const int MostAttempts = 3;

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
        var champion = new Champion(models.InUse, state.Scorer, await StoredModels.TrainedUntil(transaction, models.InUse, cancellation));
        var attempts = await Begin(id, cancellation);
        var count = await DecidedDemands.Count(connection, cancellation);
        var decided = attempts > MostAttempts ? [] : await DecidedDemands.Read(connection, cancellation);
        var (challenger, why) = attempts > MostAttempts
            ? (null, $"It was begun {MostAttempts} times and never ended.")
            : await Train(id, decided, champion, cancellation);
        // Before anything is written, as a promotion does: of two that lock in different orders one would fail.
        var inUse = await StoredModels.LockPromotions(transaction, cancellation);
        var calibration = attempts > MostAttempts ? null : await Calibrate(transaction, decided, champion, cancellation);
        await Store(transaction, new TrainingEnd(id, "not_trained", why, count, null, calibration, clock.GetUtcNow()), inUse, decided, champion, challenger, cancellation);
        await outbox.Commit(transaction, cancellation);
        return true;
    }

    private async Task<Guid?> OldestOrDue(NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        if (await Trainings.Oldest(transaction, cancellation) is { } oldest)
        {
            return oldest;
        }

        var every = options.Value.EveryDecisions;
        if (every == 0 || RankerEngines.Present.Count == 0)
        {
            return null;
        }

        if (await DecidedDemands.Count(transaction.Connection!, cancellation) - await Trainings.TrainedOn(transaction, cancellation) < every)
        {
            return null;
        }

        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await using var other = await database.OpenConnectionAsync(cancellation);
        _ = await Trainings.Request(other, null, id, Trainings.Service, clock.GetUtcNow(), cancellation);
        return id;
    }

    private async Task<(Challenger? Challenger, string? Why)> Train(Guid id, IReadOnlyList<DecidedDemand> decided, Champion champion, CancellationToken cancellation)
    {
        try
        {
            var engine = RankerEngines.Choose(options.Value.Engine);
            LogTraining(log, id, decided.Count, engine.Version);
            var trainer = new DecisionTrainer(engine, options.Value.Bootstrap ? SeedMarket.Pairs : null);
            // The step is told for those who wait; the training does not wait for the telling.
            return (await OwnThread.Run(() => trainer.Run(decided, champion.Scorer, champion.TrainedUntil, step => _ = Tell(id, step, cancellation), cancellation)), null);
        }
        catch (TrainingException error)
        {
            return (null, error.Message);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            // Asked again, an engine that failed on these decisions fails again: it must not keep the next training waiting.
            LogBroken(log, error, id);
            return (null, $"The training failed: {error.Message}");
        }
    }

    // Of what ranks now: with more decisions more can be said of its points, or no longer what was said before.
    private async Task<string> Calibrate(NpgsqlTransaction transaction, IReadOnlyList<DecidedDemand> decided, Champion champion, CancellationToken cancellation)
    {
        var trial = CalibrationTrial.Of(HeldOutScores.Of(decided, champion.Scorer, champion.TrainedUntil));
        if (await Calibrations.Set(transaction, champion.Scorer.Model?.Digest ?? Calibrations.Scorecard, trial.Calibration, clock.GetUtcNow(), cancellation))
        {
            _ = await RerankDemands.Mark(transaction.Connection!, transaction, cancellation);
        }

        return trial.Calibration?.Digest ?? trial.Reason!;
    }

    private async Task Store(
        NpgsqlTransaction transaction, TrainingEnd end, ModelInUse inUse, IReadOnlyList<DecidedDemand> decided, Champion champion, Challenger? challenger, CancellationToken cancellation)
    {
        if (challenger is null)
        {
            LogNotTrained(log, end.Id, end.Message!);
            _ = await Trainings.End(transaction, end, cancellation);
            return;
        }

        var (model, verdict) = (challenger.Trained.Model, challenger.Verdict);
        if (model.Digest == champion.Digest)
        {
            _ = await Trainings.End(transaction, end with { Result = "not_better", Message = "The decisions give the model that ranks already.", Digest = model.Digest }, cancellation);
            return;
        }

        var comparison = new ModelComparison(
            champion.Digest, verdict.Demands, verdict.ChampionNdcgAt10, verdict.ChallengerNdcgAt10, verdict.GainLow, verdict.GainHigh, verdict.IsPassed);
        await StoredModels.Add(transaction, challenger.Trained, comparison, end.Now, cancellation);
        _ = await Trainings.End(transaction, end with { Result = verdict.IsPassed ? "offered" : "not_better", Digest = model.Digest }, cancellation);
        LogCompared(log, model.Digest, verdict.ChallengerNdcgAt10, verdict.ChampionNdcgAt10, verdict.Demands, verdict.GainLow, verdict.GainHigh, verdict.IsPassed);
        if (!verdict.IsPassed)
        {
            return;
        }

        var scorer = new PairScorer(Scorecard.Default, new ModelScorer(model));
        if (AcceptanceCalibration.Fit(HeldOutScores.Of(decided, scorer, challenger.Trained.TrainedUntil)) is { } calibration)
        {
            _ = await Calibrations.Set(transaction, model.Digest, calibration, end.Now, cancellation);
        }

        if (options.Value.PromoteAutomatically && inUse.Digest == champion.Digest && await MayPromoteItself(transaction, model.Digest, inUse, cancellation))
        {
            await StoredModels.Promote(transaction, new ModelPromoted(model.Digest, Promotions.Automatic, Trainings.Service, null, end.Now), cancellation);
        }
    }

    // Somebody went back to what ranks now, or away from this very model: people know why, and people decide what comes after.
    private static async Task<bool> MayPromoteItself(NpgsqlTransaction transaction, string digest, ModelInUse inUse, CancellationToken cancellation) =>
        inUse.How != Promotions.RolledBack && !await StoredModels.WasInUse(transaction, digest, cancellation);

    private async Task<int> Begin(Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        _ = await Trainings.Tell(connection, id, "reading decisions", clock.GetUtcNow(), cancellation);
        return await Trainings.Begin(connection, id, cancellation);
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Training {Id} failed")]
    private static partial void LogBroken(ILogger logger, Exception error, Guid id);

    [LoggerMessage(Level = LogLevel.Information, Message = "Model {Digest}: NDCG@10 {Challenger:F4} beside {Champion:F4} on {Demands} later demands, gain {Low:F4} to {High:F4}; offered {IsOffered}")]
    private static partial void LogCompared(ILogger logger, string digest, double challenger, double champion, int demands, double low, double high, bool isOffered);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No model could be trained; trying again")]
    private static partial void LogFailed(ILogger logger, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A step of training {Id} could not be told")]
    private static partial void LogNotTold(ILogger logger, Exception error, Guid id);

    // What a challenger has to beat. The scorer is the scorecard where the model in use does not fit this version.
    private sealed record Champion(string Digest, PairScorer Scorer, DateTimeOffset? TrainedUntil);
}
