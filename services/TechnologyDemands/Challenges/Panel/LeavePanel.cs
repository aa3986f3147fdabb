using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges.Panel;

/// <summary>Why somebody does not sit on a panel.</summary>
/// <param name="ReasonCodes">At least one; conflict_of_interest declares a conflict.</param>
/// <param name="Text">In words, up to 500 characters.</param>
public sealed record LeavePanelRequest(IReadOnlyList<string>? ReasonCodes, string? Text);

/// <summary>Rules of <see cref="LeavePanelRequest"/>.</summary>
public sealed class LeavePanelRequestValidator : AbstractValidator<LeavePanelRequest>
{
    /// <summary>Sets the rules.</summary>
    public LeavePanelRequestValidator()
    {
        this.Reasons(l => l.ReasonCodes, "decline");
        RuleFor(l => l.Text).MaximumLength(500);
    }
}

/// <summary>A seat as its holder sees it.</summary>
/// <param name="ChallengeId">The challenge.</param>
/// <param name="Round">Of the challenge.</param>
/// <param name="Seat">Number of the seat.</param>
/// <param name="State">left or scored.</param>
public sealed record OwnSeatView(Guid ChallengeId, int Round, int Seat, string State);

/// <summary>POST /v1/challenges/{id}/panel:leave: declines a seat, or declares a conflict of interest, before scoring; the next of the same draw takes a new seat.</summary>
public static class LeavePanel
{
    private const string InsertLeave = "insert into panel_leave (challenge_id, round, seat, reason_codes, text, at) values (@ChallengeId, @Round, @Seat, @Reasons, @Text, @Now)";

    /// <summary>Maps the endpoint.</summary>
    public static void MapLeavePanel(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/challenges/{id:guid}/panel:leave", Handle).WithName("LeavePanel").WithTags("Panel").AllowAllRoles(Scopes.ChallengesScore).Validated<LeavePanelRequest>().WithProblems(403, 404, 409, 422);

    private static Task<Results<Ok<OwnSeatView>, ProblemHttpResult>> Handle(
        Guid id, LeavePanelRequest request, HttpContext http, ChallengeDesk desk, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        desk.Change<LeavePanelRequest, OwnSeatView>(
            http, id, request,
            async (transaction, row) =>
            {
                var seat = await OwnSeat.Find(transaction.Connection!, transaction, row, caller, cancellation);
                if ((seat is null ? Problems.NotOnPanel() : row.State != "scoring" ? Problems.ChallengeNotInState(row) : seat.Scores > 0 ? Problems.AlreadyScored() : null) is { } problem)
                {
                    return problem;
                }

                string[] reasons = [.. request.ReasonCodes!];
                await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                    InsertLeave, new { row.ChallengeId, row.Round, seat!.Seat, Reasons = reasons, request.Text, Now = clock.GetUtcNow() }, transaction, cancellationToken: cancellation));
                await PanelActs.Record(transaction, row, caller, "panel.left", seat.Seat, cancellation);
                return TypedResults.Ok(new OwnSeatView(row.ChallengeId, row.Round, seat.Seat, "left"));
            },
            cancellation);
}
