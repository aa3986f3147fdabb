using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Verification;

/// <summary>A level returns a need.</summary>
/// <param name="Level">department 部门初审, third_party 第三方复核 or committee 管委会审定: the one that the caller acts on.</param>
/// <param name="ReturnTo">An earlier level of this round, or filing 企业填报: then the need is a draft again.</param>
/// <param name="ReasonCodes">Why; at least one.</param>
/// <param name="Text">What must be mended, 1 to 2,000 characters; the enterprise reads it.</param>
public sealed record ReturnVerificationRequest(string? Level, string? ReturnTo, IReadOnlyList<string>? ReasonCodes, string? Text);

/// <summary>Rules of <see cref="ReturnVerificationRequest"/>.</summary>
public sealed class ReturnVerificationRequestValidator : AbstractValidator<ReturnVerificationRequest>
{
    /// <summary>Sets the rules.</summary>
    public ReturnVerificationRequestValidator()
    {
        RuleFor(r => r.Level).Required(VerificationLevels.IsVerifying, "unknown_level", VerificationLevels.Rule);
        RuleFor(r => r.ReturnTo).Required(Codes.VerificationLevels.Contains, "unknown_level", "One of: filing, department, third_party, committee.");
        RuleFor(r => r.ReturnTo).Must((r, to) => VerificationLevels.Rank(to) < 0 || VerificationLevels.Rank(r.Level) < 0 || VerificationLevels.Rank(to) < VerificationLevels.Rank(r.Level))
            .WithErrorCode("level_not_earlier").WithMessage("A need is returned to a level before the own one.");
        this.EachOf(r => r.ReasonCodes, 1, Codes.ReturnReasons.Codes.Count, Codes.ReturnReasons.Contains, "unknown_reason_code", $"One of: {string.Join(", ", Codes.ReturnReasons.Codes)}.");
        RuleFor(r => r.Text).NotEmpty().MaximumLength(2000);
    }
}

/// <summary>POST /v1/demands/{id}/verification:return: returns a need to any earlier level, which waits again, with all after it; or to the enterprise, whose draft it is then.</summary>
public static class ReturnVerification
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapReturnVerification(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/demands/{id:guid}/verification:return", Handle).WithName("ReturnVerification").WithTags("Verification").Allow(Scopes.DemandsVerify, Roles.Reviewer, Roles.Operator)
            .Validated<ReturnVerificationRequest>().WithProblems(403, 404, 409, 412, 422, 428);

    private static Task<Results<Ok<VerificationView>, ProblemHttpResult>> Handle(
        Guid id, ReturnVerificationRequest request, HttpContext http, VerificationRules rules, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.RunOk<ReturnVerificationRequest, VerificationView>(
            http,
            request,
            transaction => TakeStep.Run(
                transaction, id, new VerificationStep(request.Level!, VerificationActs.Returned, request.ReturnTo, request.ReasonCodes, request.Text), http, rules, caller, clock, cancellation),
            cancellation);
}
