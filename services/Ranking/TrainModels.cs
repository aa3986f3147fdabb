using FluentValidation;
using Matchmaking.Platform.Http;
using Matchmaking.Ranking.Training;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.Ranking;

/// <summary>Asks for a training.</summary>
/// <param name="Who">Who asks, 1 to 60 characters.</param>
public sealed record TrainModelsRequest(string? Who);

/// <summary>Rules of <see cref="TrainModelsRequest"/>.</summary>
public sealed class TrainModelsRequestValidator : AbstractValidator<TrainModelsRequest>
{
    /// <summary>Sets the rules.</summary>
    public TrainModelsRequestValidator() => RuleFor(r => r.Who).NotEmpty().MaximumLength(60);
}

/// <summary>A training that was asked for.</summary>
/// <param name="Id">GET /v1/trainings/{id} tells how it goes.</param>
public sealed record RequestedTraining(Guid Id);

/// <summary>
/// POST /v1/models:train: trains a model on all decisions and compares it with what ranks now. It takes seconds to minutes and is answered at once; nothing is
/// ranked by the model before it is promoted.
/// </summary>
public static class TrainModels
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapTrainModels(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/models:train", Handle).WithName("TrainModels").WithTags("Models").Validated<TrainModelsRequest>();

    private static async Task<Accepted<RequestedTraining>> Handle(
        TrainModelsRequest request, NpgsqlDataSource database, TrainOnDecisions trainer, TimeProvider clock, CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await using var connection = await database.OpenConnectionAsync(cancellation);
        _ = await Trainings.Request(connection, id, request.Who!, clock.GetUtcNow(), cancellation);
        trainer.Wake();
        return TypedResults.Accepted($"/v1/trainings/{id}", new RequestedTraining(id));
    }
}
