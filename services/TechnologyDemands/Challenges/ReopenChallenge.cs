using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Matchmaking.TechnologyDemands.Challenges;

/// <summary>Opens a challenge once more (重新发榜).</summary>
/// <param name="BidsUntil">When bidding ends; at least Challenge:LeastBidding from now.</param>
/// <param name="ReasonCodes">Why; at least one.</param>
/// <param name="Text">In words, up to 2,000 characters.</param>
public sealed record ReopenChallengeRequest(DateTimeOffset? BidsUntil, IReadOnlyList<string>? ReasonCodes, string? Text);

/// <summary>Rules of <see cref="ReopenChallengeRequest"/>.</summary>
public sealed class ReopenChallengeRequestValidator : AbstractValidator<ReopenChallengeRequest>
{
    /// <summary>Sets the rules.</summary>
    public ReopenChallengeRequestValidator()
    {
        RuleFor(r => r.BidsUntil).NotNull();
        this.Reasons(r => r.ReasonCodes, "reopen");
        RuleFor(r => r.Text).MaximumLength(2000);
    }
}

/// <summary>POST /v1/challenges/{id}:reopen: opens a challenge once more that found no team, or whose teams have all failed. Another round, with bids and a panel of its own.</summary>
public static class ReopenChallenge
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapReopenChallenge(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/challenges/{id:guid}:reopen", Handle).WithName("ReopenChallenge").WithTags("Challenges").Allow(Scopes.ChallengesManage, Roles.Reviewer, Roles.Operator)
            .Validated<ReopenChallengeRequest>().WithProblems(404, 409, 412, 422, 428);

    private static Task<Results<Ok<ChallengeView>, ProblemHttpResult>> Handle(
        Guid id, ReopenChallengeRequest request, HttpContext http, ChallengeDesk desk, IOptions<ChallengeOptions> options, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        desk.Change<ReopenChallengeRequest, ChallengeView>(
            http, id, request,
            async (transaction, row) => (row.State is not ("unawarded" or "failed") ? Problems.ChallengeNotInState(row) : Revisions.Refuse(http, row.Number)) is { } problem
                ? problem
                : await PublishChallenge.Open(
                    transaction, row, request.BidsUntil!.Value, row.EndsWithFirst, new StepSaid(request.ReasonCodes, request.Text, Round: row.Round + 1), http, options.Value, caller, clock.GetUtcNow(), cancellation),
            cancellation);
}
