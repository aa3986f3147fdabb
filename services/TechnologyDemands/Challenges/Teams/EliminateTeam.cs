using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Challenges.Bids;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges.Teams;

/// <summary>Takes a team out of the race (淘汰).</summary>
/// <param name="ReasonCodes">Why; at least one.</param>
/// <param name="Text">In words, 1 to 2,000 characters; the team reads it.</param>
public sealed record EliminateTeamRequest(IReadOnlyList<string>? ReasonCodes, string? Text);

/// <summary>Rules of <see cref="EliminateTeamRequest"/>.</summary>
public sealed class EliminateTeamRequestValidator : AbstractValidator<EliminateTeamRequest>
{
    /// <summary>Sets the rules.</summary>
    public EliminateTeamRequestValidator()
    {
        this.Reasons(e => e.ReasonCodes, "eliminate");
        RuleFor(e => e.Text).NotEmpty().MaximumLength(2000);
    }
}

/// <summary>POST /v1/bids/{id}:eliminate: takes a team out of the race that missed a milestone; what the subsidy paid may be taken back.</summary>
public static class EliminateTeam
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapEliminateTeam(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/bids/{id:guid}:eliminate", Handle).WithName("EliminateTeam").WithTags("Teams").Allow(Scopes.ChallengesManage, Roles.Reviewer, Roles.Operator).Validated<EliminateTeamRequest>()
            .WithProblems(404, 409, 422);

    private static Task<Results<Ok<BidView>, ProblemHttpResult>> Handle(
        Guid id, EliminateTeamRequest request, HttpContext http, ChallengeDesk desk, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        desk.ChangeOfBid<EliminateTeamRequest, BidView>(
            http, id, request,
            async (transaction, row) =>
            {
                var connection = transaction.Connection!;
                var bid = await BidRow.Find(connection, transaction, id, cancellation);
                if ((bid is null ? Problems.BidNotFound(id) : row.State != "in_progress" || bid.State != "signed" ? Problems.BidNotInState(bid) : null) is { } problem)
                {
                    return problem;
                }

                if ((await BidView.Read(connection, transaction, row, bid!, caller, cancellation)).Milestones.All(step => step.Act != "missed"))
                {
                    return Problems.NothingMissed();
                }

                var eliminated = await BidSteps.Append(transaction, row, bid!, "eliminated", caller, clock.GetUtcNow(), cancellation, new StepSaid(request.ReasonCodes, request.Text));
                return TypedResults.Ok(await BidView.Read(connection, transaction, row, eliminated, caller, cancellation));
            },
            cancellation);
}
