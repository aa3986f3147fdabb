using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Verification;

/// <summary>A level vetoes a need (弄虚作假一票否决).</summary>
/// <param name="Level">department 部门初审, third_party 第三方复核 or committee 管委会审定: the one that the caller acts on.</param>
/// <param name="ReasonCodes">Why; at least one.</param>
/// <param name="Text">What was found, 1 to 2,000 characters; the enterprise reads it.</param>
public sealed record VetoVerificationRequest(string? Level, IReadOnlyList<string>? ReasonCodes, string? Text);

/// <summary>Rules of <see cref="VetoVerificationRequest"/>.</summary>
public sealed class VetoVerificationRequestValidator : AbstractValidator<VetoVerificationRequest>
{
    /// <summary>Sets the rules.</summary>
    public VetoVerificationRequestValidator()
    {
        RuleFor(v => v.Level).Required(VerificationLevels.IsVerifying, "unknown_level", VerificationLevels.Rule);
        this.EachOf(v => v.ReasonCodes, 1, Codes.VetoReasons.Codes.Count, Codes.VetoReasons.Contains, "unknown_reason_code", $"One of: {string.Join(", ", Codes.VetoReasons.Codes)}.");
        RuleFor(v => v.Text).NotEmpty().MaximumLength(2000);
    }
}

/// <summary>POST /v1/demands/{id}/verification:veto: ends a round for falsification. The need is neither revised nor submitted again until the veto is lifted.</summary>
public static class VetoVerification
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapVetoVerification(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/demands/{id:guid}/verification:veto", Handle).WithName("VetoVerification").WithTags("Verification").Allow(Scopes.DemandsVerify, Roles.Reviewer, Roles.Operator)
            .Validated<VetoVerificationRequest>().WithProblems(403, 404, 409, 412, 422, 428);

    private static Task<Results<Ok<VerificationView>, ProblemHttpResult>> Handle(
        Guid id, VetoVerificationRequest request, HttpContext http, VerificationRules rules, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.RunOk<VetoVerificationRequest, VerificationView>(
            http,
            request,
            transaction => TakeStep.Run(
                transaction, id, new VerificationStep(request.Level!, VerificationActs.Vetoed, null, request.ReasonCodes, request.Text), http, rules, caller, clock, cancellation),
            cancellation);
}
