using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Verification;

/// <summary>A level passes a need.</summary>
/// <param name="Level">department 部门初审, third_party 第三方复核 or committee 管委会审定: the one that the caller acts on.</param>
/// <param name="Note">For the bureau alone; up to 2,000 characters.</param>
public sealed record PassVerificationRequest(string? Level, string? Note);

/// <summary>Rules of <see cref="PassVerificationRequest"/>.</summary>
public sealed class PassVerificationRequestValidator : AbstractValidator<PassVerificationRequest>
{
    /// <summary>Sets the rules.</summary>
    public PassVerificationRequestValidator()
    {
        RuleFor(p => p.Level).Required(VerificationLevels.IsVerifying, "unknown_level", VerificationLevels.Rule);
        RuleFor(p => p.Note).MaximumLength(2000);
    }
}

/// <summary>POST /v1/demands/{id}/verification:pass: passes a need on a level; the next one waits, and after the last the need stands published.</summary>
public static class PassVerification
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapPassVerification(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/demands/{id:guid}/verification:pass", Handle).WithName("PassVerification").WithTags("Verification").Allow(Scopes.DemandsVerify, Roles.Reviewer, Roles.Operator)
            .Validated<PassVerificationRequest>().WithProblems(403, 404, 409, 412, 422, 428);

    private static Task<Results<Ok<VerificationView>, ProblemHttpResult>> Handle(
        Guid id, PassVerificationRequest request, HttpContext http, VerificationRules rules, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.RunOk<PassVerificationRequest, VerificationView>(
            http,
            request,
            transaction => TakeStep.Run(transaction, id, new VerificationStep(request.Level!, VerificationActs.Passed, Note: request.Note), http, rules, caller, clock, cancellation),
            cancellation);
}
