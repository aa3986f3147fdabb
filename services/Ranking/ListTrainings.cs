using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Ranking;

/// <summary>A training, waiting, at work or ended.</summary>
/// <param name="Id">The training.</param>
/// <param name="RequestedBy">Who asked for it; the service's own name where it came due.</param>
/// <param name="RequestedAt">UTC.</param>
/// <param name="Step">queued, what it is at, or ended.</param>
/// <param name="StartedAt">UTC; null while queued.</param>
/// <param name="EndedAt">UTC; null while it has not ended.</param>
/// <param name="Result">offered, not_better or not_trained; null while it has not ended.</param>
/// <param name="Message">Why there is no model, in a sentence; null else.</param>
/// <param name="Decisions">Decisions that it has seen; null while it has not ended.</param>
/// <param name="Digest">The model; null for none.</param>
/// <param name="Calibration">Digest of what turns points of the ranker in use into probabilities, or why there is none (services/Ranking/Calibration/README.md); null while it has not ended.</param>
public sealed record TrainingView(
    Guid Id, string RequestedBy, DateTime RequestedAt, string Step, DateTime? StartedAt, DateTime? EndedAt, string? Result, string? Message, int? Decisions, string? Digest, string? Calibration);

/// <summary>GET /v1/trainings: the newest hundred, newest first; GET /v1/trainings/{id}: one of them.</summary>
public static class ListTrainings
{
    private const string SelectTrainings = """
        select training_id as Id, requested_by as RequestedBy, requested_at as RequestedAt, step as Step, started_at as StartedAt, ended_at as EndedAt,
               result as Result, message as Message, decisions as Decisions, digest as Digest, calibration as Calibration
        from training where @id::uuid is null or training_id = @id order by requested_at desc, training_id desc limit 100
        """;

    /// <summary>Maps the endpoints.</summary>
    public static void MapListTrainings(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/trainings", List).WithName("ListTrainings").WithTags("Models").Allow(Scopes.MatchesRead, Roles.Reviewer, Roles.Operator);
        routes.MapGet("/trainings/{id:guid}", Get).WithName("GetTraining").WithTags("Models").Allow(Scopes.MatchesRead, Roles.Reviewer, Roles.Operator).WithReadProblems(404);
    }

    private static async Task<Ok<IReadOnlyList<TrainingView>>> List(CallerDatabase database, CancellationToken cancellation) =>
        TypedResults.Ok(await Read(database, null, cancellation));

    private static async Task<Results<Ok<TrainingView>, ProblemHttpResult>> Get(Guid id, CallerDatabase database, CancellationToken cancellation) =>
        await Read(database, id, cancellation) is [var training] ? TypedResults.Ok(training) : Problems.TrainingNotFound(id);

    private static async Task<IReadOnlyList<TrainingView>> Read(CallerDatabase database, Guid? id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<TrainingView>(new CommandDefinition(SelectTrainings, new { id }, cancellationToken: cancellation))).AsList();
    }
}
