using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Challenges.Bids;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges.Teams;

/// <summary>Declines a contract.</summary>
/// <param name="Text">Why, 1 to 2,000 characters.</param>
public sealed record DeclineAwardRequest(string? Text);

/// <summary>Rules of <see cref="DeclineAwardRequest"/>.</summary>
public sealed class DeclineAwardRequestValidator : AbstractValidator<DeclineAwardRequest>
{
    /// <summary>Sets the rules.</summary>
    public DeclineAwardRequestValidator() => RuleFor(d => d.Text).NotEmpty().MaximumLength(2000);
}

/// <summary>POST /v1/bids/{id}:decline: one of the three declines to sign (放弃签约); the next bid at or above the minimum score moves up.</summary>
public static class DeclineAward
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapDeclineAward(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/bids/{id:guid}:decline", Handle).WithName("DeclineAward").WithTags("Teams").AllowAllRoles(Scopes.ChallengesWrite).Validated<DeclineAwardRequest>().WithProblems(404, 409, 422);

    private static Task<Results<Ok<BidView>, ProblemHttpResult>> Handle(
        Guid id, DeclineAwardRequest request, HttpContext http, ChallengeDesk desk, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        desk.ChangeOfBid<DeclineAwardRequest, BidView>(
            http, id, request,
            async (transaction, row) =>
            {
                var bid = await BidRow.Find(transaction.Connection!, transaction, id, cancellation);
                if ((bid is null || SignContract.Party(caller, row, bid) is null ? Problems.BidNotFound(id) : row.State != "signing" || bid.State != "awarded" ? Problems.BidNotInState(bid) : null) is { } problem)
                {
                    return problem;
                }

                var dropped = await BidSteps.Append(transaction, row, bid!, "dropped", caller, clock.GetUtcNow(), cancellation, new StepSaid(["signing_declined"], request.Text));
                return TypedResults.Ok(await BidView.Read(transaction.Connection!, transaction, row, dropped, caller, cancellation));
            },
            cancellation);
}
