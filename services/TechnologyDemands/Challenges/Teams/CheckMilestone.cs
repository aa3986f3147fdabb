using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Challenges.Bids;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges.Teams;

/// <summary>What the bureau found of a reported milestone.</summary>
/// <param name="Reached">True pays its share.</param>
/// <param name="ReasonCodes">Why it was missed; at least one then, none otherwise.</param>
/// <param name="Text">What was found, 1 to 2,000 characters.</param>
public sealed record CheckMilestoneRequest(bool? Reached, IReadOnlyList<string>? ReasonCodes, string? Text);

/// <summary>Rules of <see cref="CheckMilestoneRequest"/>.</summary>
public sealed class CheckMilestoneRequestValidator : AbstractValidator<CheckMilestoneRequest>
{
    /// <summary>Sets the rules.</summary>
    public CheckMilestoneRequestValidator()
    {
        RuleFor(c => c.Reached).NotNull();
        this.Reasons(c => c.ReasonCodes, "milestone", 0);
        RuleFor(c => c.ReasonCodes).Must((c, codes) => c.Reached is null || c.Reached == (codes is null or { Count: 0 })).WithErrorCode("reasons_mismatch").WithMessage("A milestone that is missed has a reason, any other none.");
        RuleFor(c => c.Text).NotEmpty().MaximumLength(2000);
    }
}

/// <summary>POST /v1/bids/{id}/milestones/{milestone}:check: the bureau says whether a reported milestone was reached (里程碑检查). A missed one may be reported again, or end the team.</summary>
public static class CheckMilestone
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapCheckMilestone(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/bids/{id:guid}/milestones/{milestone:int}:check", Handle).WithName("CheckMilestone").WithTags("Teams").Allow(Scopes.ChallengesManage, Roles.Reviewer, Roles.Operator)
            .Validated<CheckMilestoneRequest>().WithProblems(404, 409, 422);

    private static Task<Results<Ok<BidView>, ProblemHttpResult>> Handle(
        Guid id, int milestone, CheckMilestoneRequest request, HttpContext http, ChallengeDesk desk, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        desk.ChangeOfBid<CheckMilestoneRequest, BidView>(
            http, id, request,
            async (transaction, row) => await BidRow.Find(transaction.Connection!, transaction, id, cancellation) is { } bid
                ? await Milestones.Append(
                    transaction, row, bid, milestone, request.Reached == true ? "reached" : "missed", request.ReasonCodes, request.Text!, caller, clock.GetUtcNow(), cancellation)
                : Problems.BidNotFound(id),
            cancellation);
}
