using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.MatchReview.Agreements;
using Matchmaking.MatchReview.Matches;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.MatchReview.Life;

/// <summary>That a milestone was reached.</summary>
/// <param name="ReachedOn">When; required.</param>
/// <param name="Evidence">What shows it: a report, a measurement, a delivery note; 1 to 2,000 characters.</param>
public sealed record ReachMilestoneRequest(DateOnly? ReachedOn, string? Evidence);

/// <summary>Rules of <see cref="ReachMilestoneRequest"/>.</summary>
public sealed class ReachMilestoneRequestValidator : AbstractValidator<ReachMilestoneRequest>
{
    /// <summary>Sets the rules.</summary>
    public ReachMilestoneRequestValidator()
    {
        RuleFor(m => m.ReachedOn).NotNull();
        RuleFor(m => m.Evidence).NotEmpty().MaximumLength(2000);
    }
}

/// <summary>POST /v1/matches/{id}/milestones/{number}:reach: a milestone was reached, once.</summary>
public static class ReachMilestone
{
    private const string UpdateMilestone = """
        update match_milestone set reached_on = @ReachedOn, evidence = @Evidence where match_id = @id and number = @number and reached_on is null
        returning number as Number, title as Title, due_on as DueOn, reached_on as ReachedOn, evidence as Evidence
        """;

    private const string SelectReached = "select reached_on from match_milestone where match_id = @id and number = @number";

    /// <summary>Maps the endpoint.</summary>
    public static void MapReachMilestone(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/matches/{id:guid}/milestones/{number:int}:reach", Handle).WithName("ReachMilestone").WithTags("Life").Allow(Scopes.MatchesWrite, Roles.Reviewer, Roles.Operator)
            .Validated<ReachMilestoneRequest>().WithProblems(404, 409, 422);

    private static Task<Results<Ok<MilestoneView>, ProblemHttpResult>> Handle(
        Guid id, int number, ReachMilestoneRequest request, HttpContext http, Lives lives, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.RunOk<ReachMilestoneRequest, MilestoneView>(http, request, transaction => Reach(transaction, id, number, request, lives, caller, clock, cancellation), cancellation);

    private static async Task<Results<Ok<MilestoneView>, ProblemHttpResult>> Reach(
        NpgsqlTransaction transaction, Guid id, int number, ReachMilestoneRequest request, Lives lives, Caller caller, TimeProvider clock, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        await Agreement.Hold(transaction, id, cancellation);
        if (await LivingMatch.Find(transaction, id, caller, cancellation) is not { } match)
        {
            return Problems.MatchNotFound(id);
        }

        var milestone = await connection.QuerySingleOrDefaultAsync<MilestoneView>(
            new CommandDefinition(UpdateMilestone, new { id, number, request.ReachedOn, request.Evidence }, transaction, cancellationToken: cancellation));
        if (milestone is null)
        {
            var reached = await connection.QueryAsync<DateOnly?>(new CommandDefinition(SelectReached, new { id, number }, transaction, cancellationToken: cancellation));
            return reached.SingleOrDefault() is { } day ? Problems.MilestoneReached(number, day) : Problems.MilestoneNotFound(number);
        }

        if (await lives.Tell(new MilestoneChanged(id, "milestone_reached", LifeChange.By(caller, transaction, clock.GetUtcNow())), cancellation) is null)
        {
            return Problems.NoContractUnderWay(match.State);
        }

        await Acts.Record(transaction, caller, "match.milestone_reached", id, match.DemandId, match.TalentId, new() { ["number"] = number }, cancellation);
        return TypedResults.Ok(milestone);
    }
}
