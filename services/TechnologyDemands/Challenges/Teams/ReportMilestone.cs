using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Challenges.Bids;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges.Teams;

/// <summary>The team's report on a milestone.</summary>
/// <param name="Text">What was achieved, 1 to 5,000 characters.</param>
public sealed record ReportMilestoneRequest(string? Text);

/// <summary>Rules of <see cref="ReportMilestoneRequest"/>.</summary>
public sealed class ReportMilestoneRequestValidator : AbstractValidator<ReportMilestoneRequest>
{
    /// <summary>Sets the rules.</summary>
    public ReportMilestoneRequestValidator() => RuleFor(r => r.Text).NotEmpty().MaximumLength(5000);
}

/// <summary>POST /v1/bids/{id}/milestones/{milestone}:report: the team reports a milestone; each team goes its own pace.</summary>
public static class ReportMilestone
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapReportMilestone(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/bids/{id:guid}/milestones/{milestone:int}:report", Handle).WithName("ReportMilestone").WithTags("Teams").Allow(Scopes.ChallengesWrite, Roles.Enterprise, Roles.Institute)
            .Validated<ReportMilestoneRequest>().WithProblems(404, 409, 422);

    private static Task<Results<Ok<BidView>, ProblemHttpResult>> Handle(
        Guid id, int milestone, ReportMilestoneRequest request, HttpContext http, ChallengeDesk desk, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        desk.ChangeOfBid<ReportMilestoneRequest, BidView>(
            http, id, request,
            async (transaction, row) => await BidRow.Find(transaction.Connection!, transaction, id, cancellation) is { } bid && bid.BidderCode == caller.Organisation
                ? await Milestones.Append(transaction, row, bid, milestone, "reported", null, request.Text!, caller, clock.GetUtcNow(), cancellation)
                : Problems.BidNotFound(id),
            cancellation);
}
