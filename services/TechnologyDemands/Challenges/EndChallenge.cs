using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges;

/// <summary>Ends a challenge.</summary>
/// <param name="ReasonCodes">Why; at least one.</param>
/// <param name="Text">In words, up to 2,000 characters.</param>
public sealed record EndChallengeRequest(IReadOnlyList<string>? ReasonCodes, string? Text);

/// <summary>Rules of <see cref="EndChallengeRequest"/>.</summary>
public sealed class EndChallengeRequestValidator : AbstractValidator<EndChallengeRequest>
{
    /// <summary>Sets the rules.</summary>
    public EndChallengeRequestValidator()
    {
        this.Reasons(e => e.ReasonCodes, "end");
        RuleFor(e => e.Text).MaximumLength(2000);
    }
}

/// <summary>
/// POST /v1/challenges/{id}:end: ends a challenge that is not published yet (the enterprise or the bureau), or one that is, as long as no team is under contract, that found no team, or
/// whose teams have all failed (the bureau). Bids that are alive end with it, for its reasons.
/// </summary>
public static class EndChallenge
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapEndChallenge(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/challenges/{id:guid}:end", Handle).WithName("EndChallenge").WithTags("Challenges").Allow(Scopes.ChallengesWrite, Roles.Enterprise, Roles.Reviewer, Roles.Operator)
            .Validated<EndChallengeRequest>().WithProblems(403, 404, 409, 412, 422, 428);

    private static Task<Results<Ok<ChallengeView>, ProblemHttpResult>> Handle(
        Guid id, EndChallengeRequest request, HttpContext http, ChallengeDesk desk, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        desk.Change<EndChallengeRequest, ChallengeView>(
            http, id, request,
            async (transaction, row) =>
            {
                var isOpen = row.State is "collected" or "returned" or "argued" || (caller.IsBureau && row.State is not ("completed" or "ended"));
                if ((!caller.IsBureau && caller.Organisation != row.EnterpriseCode ? Problems.NotOfThisChallenge() : !isOpen ? Problems.ChallengeNotInState(row) : Revisions.Refuse(http, row.Number)) is { } problem)
                {
                    return problem;
                }

                if (await ChallengeEnd.IsContracted(transaction, row, cancellation))
                {
                    return Problems.ChallengeContracted();
                }

                var ended = await ChallengeEnd.Append(transaction, row, caller, new StepSaid(request.ReasonCodes, request.Text), clock.GetUtcNow(), cancellation);
                Revisions.SetETag(http, ended.Number);
                return TypedResults.Ok(await ChallengeView.Read(transaction.Connection!, transaction, ended, caller, cancellation));
            },
            cancellation);
}
