using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Verification;

/// <summary>A level lifts a veto.</summary>
/// <param name="Level">The level that the caller acts on: the one that vetoed or a later one; committee 管委会审定 always, also where the need does not have to pass it.</param>
/// <param name="ReasonCodes">Why; at least one.</param>
/// <param name="Text">What speaks for it, 1 to 2,000 characters; the enterprise reads it.</param>
public sealed record LiftVetoRequest(string? Level, IReadOnlyList<string>? ReasonCodes, string? Text);

/// <summary>Rules of <see cref="LiftVetoRequest"/>.</summary>
public sealed class LiftVetoRequestValidator : AbstractValidator<LiftVetoRequest>
{
    /// <summary>Sets the rules.</summary>
    public LiftVetoRequestValidator()
    {
        RuleFor(l => l.Level).Required(VerificationLevels.IsVerifying, "unknown_level", VerificationLevels.Rule);
        this.EachOf(l => l.ReasonCodes, 1, Codes.LiftReasons.Codes.Count, Codes.LiftReasons.Contains, "unknown_reason_code", $"One of: {string.Join(", ", Codes.LiftReasons.Codes)}.");
        RuleFor(l => l.Text).NotEmpty().MaximumLength(2000);
    }
}

/// <summary>POST /v1/demands/{id}/verification:lift: lifts a veto, by no level below the one that vetoed; the need is a draft of the enterprise again.</summary>
public static class LiftVeto
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapLiftVeto(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/demands/{id:guid}/verification:lift", Handle).WithName("LiftVeto").WithTags("Verification").Allow(Scopes.DemandsVerify, Roles.Reviewer, Roles.Operator)
            .Validated<LiftVetoRequest>().WithProblems(403, 404, 409, 412, 422, 428);

    private static Task<Results<Ok<VerificationView>, ProblemHttpResult>> Handle(
        Guid id, LiftVetoRequest request, HttpContext http, VerificationRules rules, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.RunOk<LiftVetoRequest, VerificationView>(
            http,
            request,
            transaction => TakeStep.Run(
                transaction, id, new VerificationStep(request.Level!, VerificationActs.Lifted, null, request.ReasonCodes, request.Text), http, rules, caller, clock, cancellation),
            cancellation);
}
