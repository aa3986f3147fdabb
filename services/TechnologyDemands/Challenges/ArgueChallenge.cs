using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges;

/// <summary>What experts found of a challenge (专家论证). All three true let it be published; otherwise it is returned to its enterprise.</summary>
/// <param name="Necessary">必要性.</param>
/// <param name="Assessable">指标可考核.</param>
/// <param name="BudgetReasonable">预算合理.</param>
/// <param name="ReasonCodes">Why it is returned; at least one then, none otherwise.</param>
/// <param name="Text">In words, up to 2,000 characters; the enterprise reads it.</param>
public sealed record ArgueChallengeRequest(bool? Necessary, bool? Assessable, bool? BudgetReasonable, IReadOnlyList<string>? ReasonCodes, string? Text)
{
    /// <summary>True where nothing speaks against it.</summary>
    internal bool IsSound => Necessary == true && Assessable == true && BudgetReasonable == true;
}

/// <summary>Rules of <see cref="ArgueChallengeRequest"/>.</summary>
public sealed class ArgueChallengeRequestValidator : AbstractValidator<ArgueChallengeRequest>
{
    /// <summary>Sets the rules.</summary>
    public ArgueChallengeRequestValidator()
    {
        RuleFor(a => a.Necessary).NotNull();
        RuleFor(a => a.Assessable).NotNull();
        RuleFor(a => a.BudgetReasonable).NotNull();
        this.Reasons(a => a.ReasonCodes, "return", 0);
        RuleFor(a => a.ReasonCodes).Must((a, codes) => a.IsSound == (codes is null or { Count: 0 })).WithErrorCode("reasons_mismatch").WithMessage("A challenge that is returned has a reason, any other none.");
        RuleFor(a => a.Text).MaximumLength(2000);
    }
}

/// <summary>POST /v1/challenges/{id}:argue: writes down what experts found of necessity, indicators and budget; it may be published then, or is returned.</summary>
public static class ArgueChallenge
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapArgueChallenge(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/challenges/{id:guid}:argue", Handle).WithName("ArgueChallenge").WithTags("Challenges").Allow(Scopes.ChallengesManage, Roles.Reviewer, Roles.Operator)
            .Validated<ArgueChallengeRequest>().WithProblems(404, 409, 412, 422, 428);

    private static Task<Results<Ok<ChallengeView>, ProblemHttpResult>> Handle(
        Guid id, ArgueChallengeRequest request, HttpContext http, ChallengeDesk desk, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        desk.Change<ArgueChallengeRequest, ChallengeView>(
            http, id, request,
            async (transaction, row) =>
            {
                if ((row.State != "collected" ? Problems.ChallengeNotInState(row) : Revisions.Refuse(http, row.Number)) is { } problem)
                {
                    return problem;
                }

                var argued = await ChallengeSteps.Append(
                    transaction, row, request.IsSound ? "argued" : "returned", caller, clock.GetUtcNow(), cancellation, new StepSaid(request.ReasonCodes, request.Text));
                Revisions.SetETag(http, argued.Number);
                return TypedResults.Ok(await ChallengeView.Read(transaction.Connection!, transaction, argued, caller, cancellation));
            },
            cancellation);
}
