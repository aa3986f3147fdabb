using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.MatchReview.Agreements;
using Matchmaking.MatchReview.Matches;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.MatchReview.Life;

/// <summary>A milestone of a contract (里程碑).</summary>
/// <param name="Title">What shall be reached, 1 to 200 characters.</param>
/// <param name="DueOn">Until when.</param>
public sealed record AddMilestoneRequest(string? Title, DateOnly? DueOn);

/// <summary>Rules of <see cref="AddMilestoneRequest"/>.</summary>
public sealed class AddMilestoneRequestValidator : AbstractValidator<AddMilestoneRequest>
{
    /// <summary>Sets the rules.</summary>
    public AddMilestoneRequestValidator()
    {
        RuleFor(m => m.Title).NotEmpty().MaximumLength(200);
        RuleFor(m => m.DueOn).NotNull();
    }
}

/// <summary>POST /v1/matches/{id}/milestones: sets a milestone of a contract that is under way.</summary>
public static class AddMilestone
{
    private const string InsertMilestone = """
        insert into match_milestone (match_id, number, title, due_on)
        select @id, coalesce(max(number), 0) + 1, @Title, @DueOn from match_milestone where match_id = @id
        returning number as Number, title as Title, due_on as DueOn, reached_on as ReachedOn, evidence as Evidence
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapAddMilestone(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/matches/{id:guid}/milestones", Handle).WithName("AddMilestone").WithTags("Life").Allow(Scopes.MatchesWrite, Roles.Reviewer, Roles.Operator)
            .Validated<AddMilestoneRequest>().WithProblems(404, 409, 422);

    private static Task<Results<Created<MilestoneView>, ProblemHttpResult>> Handle(
        Guid id, AddMilestoneRequest request, HttpContext http, Lives lives, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.Run<AddMilestoneRequest, MilestoneView>(http, request, transaction => Add(transaction, id, request, lives, caller, clock, cancellation), cancellation);

    private static async Task<Results<Created<MilestoneView>, ProblemHttpResult>> Add(
        NpgsqlTransaction transaction, Guid id, AddMilestoneRequest request, Lives lives, Caller caller, TimeProvider clock, CancellationToken cancellation)
    {
        await Agreement.Hold(transaction, id, cancellation);
        if (await LivingMatch.Find(transaction, id, caller, cancellation) is not { } match)
        {
            return Problems.MatchNotFound(id);
        }

        if (await lives.Tell(new MilestoneChanged(id, "milestone_set", LifeChange.By(caller, transaction, clock.GetUtcNow())), cancellation) is null)
        {
            return Problems.NoContractUnderWay(match.State);
        }

        var milestone = await transaction.Connection!.QuerySingleAsync<MilestoneView>(
            new CommandDefinition(InsertMilestone, new { id, request.Title, request.DueOn }, transaction, cancellationToken: cancellation));
        await Acts.Record(transaction, caller, "match.milestone_set", id, match.DemandId, match.TalentId, new() { ["number"] = milestone.Number }, cancellation);
        return TypedResults.Created($"/v1/matches/{id}/life", milestone);
    }
}
