using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Challenges.Bids;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges.Teams;

/// <summary>The bureau's ruling on an objection.</summary>
/// <param name="Upheld">True takes the award away; the next bid at or above the minimum score moves up.</param>
/// <param name="Text">Why, 1 to 2,000 characters; who objected reads it.</param>
public sealed record RuleObjectionRequest(bool? Upheld, string? Text);

/// <summary>Rules of <see cref="RuleObjectionRequest"/>.</summary>
public sealed class RuleObjectionRequestValidator : AbstractValidator<RuleObjectionRequest>
{
    /// <summary>Sets the rules.</summary>
    public RuleObjectionRequestValidator()
    {
        RuleFor(r => r.Upheld).NotNull();
        RuleFor(r => r.Text).NotEmpty().MaximumLength(2000);
    }
}

/// <summary>What was ruled.</summary>
/// <param name="ObjectionId">The objection.</param>
/// <param name="Upheld">How.</param>
/// <param name="At">UTC.</param>
public sealed record RulingView(Guid ObjectionId, bool Upheld, DateTime At);

/// <summary>POST /v1/challenges/{id}/objections/{objectionId}:rule: rules on an objection. Upheld, the award is dropped; whoever moves up is public for a whole period again.</summary>
public static class RuleObjection
{
    private const string SelectObjection = """
        select o.bid_id as BidId, r.upheld as Upheld from objection o left join objection_ruling r using (objection_id) where o.objection_id = @objectionId and o.challenge_id = @ChallengeId and o.round = @Round
        """;

    private const string InsertRuling = "insert into objection_ruling (objection_id, upheld, text, organisation, account, at) values (@objectionId, @Upheld, @Text, @Organisation, @Subject, @Now)";

    /// <summary>Maps the endpoint.</summary>
    public static void MapRuleObjection(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/challenges/{id:guid}/objections/{objectionId:guid}:rule", Handle).WithName("RuleObjection").WithTags("Challenges").Allow(Scopes.ChallengesManage, Roles.Reviewer, Roles.Operator)
            .Validated<RuleObjectionRequest>().WithProblems(404, 409, 422);

    private static Task<Results<Ok<RulingView>, ProblemHttpResult>> Handle(
        Guid id, Guid objectionId, RuleObjectionRequest request, HttpContext http, ChallengeDesk desk, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        desk.Change<RuleObjectionRequest, RulingView>(
            http, id, request,
            async (transaction, row) =>
            {
                var (connection, now) = (transaction.Connection!, clock.GetUtcNow());
                var objection = await connection.QuerySingleOrDefaultAsync<OpenObjection>(
                    new CommandDefinition(SelectObjection, new { objectionId, row.ChallengeId, row.Round }, transaction, cancellationToken: cancellation));
                if ((objection is null ? Problems.ObjectionNotFound() : objection.Upheld is not null ? Problems.ObjectionRuled() : row.State != "publicity" ? Problems.ChallengeNotInState(row) : null) is { } problem)
                {
                    return problem;
                }

                await connection.ExecuteAsync(new CommandDefinition(
                    InsertRuling, new { objectionId, request.Upheld, request.Text, caller.Organisation, caller.Subject, Now = now }, transaction, cancellationToken: cancellation));
                await ChallengeSteps.Record(transaction, row, caller, "challenge.objection_ruled", null, new() { ["upheld"] = request.Upheld }, cancellation);
                var bid = await BidRow.Find(connection, transaction, objection!.BidId, cancellation);
                if (request.Upheld == true && bid!.State == "awarded")
                {
                    await BidSteps.Append(transaction, row, bid, "dropped", caller, now, cancellation, new StepSaid(["objection_upheld"], request.Text));
                }

                return TypedResults.Ok(new RulingView(objectionId, request.Upheld!.Value, now.UtcDateTime));
            },
            cancellation);

    private sealed record OpenObjection(Guid BidId, bool? Upheld);
}
