using Dapper;
using Npgsql;

namespace Matchmaking.Ranking.Training;

/// <summary>Trainings as they stand in the table. One that was begun by a replica which was killed is begun again by whoever finds it.</summary>
internal static class Trainings
{
    /// <summary>The service's own name, where nobody asked.</summary>
    internal const string Service = "ranking";

    private const string InsertTraining = """
        insert into training (training_id, requested_by, requested_at) values (@id, @who, @now)
        """;

    // Any constant does that no other lock of this database has; it is held by the transaction, so that a killed replica lets go of it.
    private const string TryLock = "select pg_try_advisory_xact_lock(7226015530184)";

    private const string SelectOldest = "select training_id from training where ended_at is null order by requested_at, training_id limit 1";

    private const string SelectTrainedOn = "select coalesce((select decisions from training where ended_at is not null order by ended_at desc limit 1), 0)";

    private const string UpdateAttempts = "update training set attempts = attempts + 1 where training_id = @id returning attempts";

    private const string UpdateStep = "update training set step = @step, started_at = coalesce(started_at, @now) where training_id = @id and ended_at is null";

    private const string UpdateEnd = """
        update training set step = 'ended', ended_at = @Now, result = @Result, message = @Message, decisions = @Decisions, digest = @Digest, calibration = @Calibration
        where training_id = @Id and ended_at is null
        """;

    internal static Task<int> Request(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid id, string who, DateTimeOffset now, CancellationToken cancellation) =>
        connection.ExecuteAsync(new CommandDefinition(InsertTraining, new { id, who, now }, transaction, cancellationToken: cancellation));

    /// <returns>False while another replica trains.</returns>
    internal static Task<bool> TryTakeLock(NpgsqlTransaction transaction, CancellationToken cancellation) =>
        transaction.Connection!.QuerySingleAsync<bool>(new CommandDefinition(TryLock, transaction: transaction, cancellationToken: cancellation));

    internal static Task<Guid?> Oldest(NpgsqlTransaction transaction, CancellationToken cancellation) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(SelectOldest, transaction: transaction, cancellationToken: cancellation));

    /// <summary>Decisions that the last training has seen.</summary>
    internal static Task<int> TrainedOn(NpgsqlTransaction transaction, CancellationToken cancellation) =>
        transaction.Connection!.QuerySingleAsync<int>(new CommandDefinition(SelectTrainedOn, transaction: transaction, cancellationToken: cancellation));

    /// <returns>How often it was begun, this time among them: committed before the work, whatever becomes of that.</returns>
    internal static Task<int> Begin(NpgsqlConnection connection, Guid id, CancellationToken cancellation) =>
        connection.QuerySingleAsync<int>(new CommandDefinition(UpdateAttempts, new { id }, cancellationToken: cancellation));

    internal static Task<int> Tell(NpgsqlConnection connection, Guid id, string step, DateTimeOffset now, CancellationToken cancellation) =>
        connection.ExecuteAsync(new CommandDefinition(UpdateStep, new { id, step, now }, cancellationToken: cancellation));

    internal static Task<int> End(NpgsqlTransaction transaction, TrainingEnd end, CancellationToken cancellation) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(UpdateEnd, end, transaction, cancellationToken: cancellation));
}

/// <summary>How a training ended.</summary>
/// <param name="Id">The training.</param>
/// <param name="Result">offered, not_better or not_trained.</param>
/// <param name="Message">Why, in a sentence; null where figures say it.</param>
/// <param name="Decisions">Decisions that it has seen.</param>
/// <param name="Digest">The model; null for none.</param>
/// <param name="Calibration">Digest of what turns points of the ranker in use into probabilities, or why there is none.</param>
/// <param name="Now">When.</param>
internal sealed record TrainingEnd(Guid Id, string Result, string? Message, int Decisions, string? Digest, string? Calibration, DateTimeOffset Now);
