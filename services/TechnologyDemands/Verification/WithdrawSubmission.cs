using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Verification;

/// <summary>POST /v1/demands/{id}/verification:withdraw: the enterprise takes a need back that is being verified; it is a draft again.</summary>
public static class WithdrawSubmission
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapWithdrawSubmission(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/demands/{id:guid}/verification:withdraw", Handle).WithName("WithdrawSubmission").WithTags("Verification").Allow(Scopes.DemandsWrite, Roles.Enterprise, Roles.Operator)
            .WithReadProblems(403, 404, 409, 412, 428);

    private static Task<Results<Ok<VerificationView>, ProblemHttpResult>> Handle(
        Guid id, HttpContext http, VerificationRules rules, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.RunOk<Guid, VerificationView>(
            http,
            id,
            transaction => TakeStep.Run(
                transaction, id, new VerificationStep(VerificationLevels.Filing, VerificationActs.Withdrawn), http, rules, caller, clock, cancellation),
            cancellation);
}
