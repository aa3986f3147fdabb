using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Ranking.Training;
using Microsoft.AspNetCore.Http.HttpResults;

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
        routes.MapPost("/models:train", Handle).WithName("TrainModels").WithTags("Models").Allow(Scopes.Operations, Roles.Operator).Validated<TrainModelsRequest>().WithProblems(422);

    private static async Task<Results<Created<RequestedTraining>, ProblemHttpResult>> Handle(
        TrainModelsRequest request, HttpContext http, TrainOnDecisions trainer, TimeProvider clock, CancellationToken cancellation)
    {
        var answer = await Idempotency.Run<TrainModelsRequest, RequestedTraining>(
            http,
            request,
            async transaction =>
            {
                var id = Guid.CreateVersion7(clock.GetUtcNow());
                _ = await Trainings.Request(transaction.Connection!, transaction, id, request.Who!, clock.GetUtcNow(), cancellation);
                return TypedResults.Created($"/v1/trainings/{id}", new RequestedTraining(id));
            },
            cancellation);
        trainer.Wake();
        return answer;
    }
}
