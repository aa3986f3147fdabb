using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges.Teams;

/// <summary>An objection to an award (公示异议).</summary>
/// <param name="BidId">The bid that was awarded.</param>
/// <param name="ReasonCodes">Why; at least one.</param>
/// <param name="Text">In words, 1 to 2,000 characters; the bureau reads it.</param>
public sealed record RaiseObjectionRequest(Guid? BidId, IReadOnlyList<string>? ReasonCodes, string? Text);

/// <summary>Rules of <see cref="RaiseObjectionRequest"/>.</summary>
public sealed class RaiseObjectionRequestValidator : AbstractValidator<RaiseObjectionRequest>
{
    /// <summary>Sets the rules.</summary>
    public RaiseObjectionRequestValidator()
    {
        RuleFor(o => o.BidId).NotNull();
        this.Reasons(o => o.ReasonCodes, "objection");
        RuleFor(o => o.Text).NotEmpty().MaximumLength(2000);
    }
}

/// <summary>An objection.</summary>
/// <param name="Id">Identity.</param>
/// <param name="ChallengeId">The challenge.</param>
/// <param name="Round">Of the challenge.</param>
/// <param name="BidId">The bid.</param>
/// <param name="Organisation">Who objects.</param>
/// <param name="ReasonCodes">Why.</param>
/// <param name="Text">In words.</param>
/// <param name="Upheld">How it was ruled on; null before.</param>
/// <param name="Ruling">In words; null before.</param>
/// <param name="At">UTC.</param>
public sealed record ObjectionView(
    Guid Id, Guid ChallengeId, int Round, Guid BidId, string Organisation, IReadOnlyList<string> ReasonCodes, string Text, bool? Upheld, string? Ruling, DateTime At);

/// <summary>POST /v1/challenges/{id}/objections: objects to an award while it is made public; one objection of an organisation in a round. Nobody signs before it is ruled on.</summary>
public static class RaiseObjection
{
    private const string SelectAward = "select count(*) from challenge_awards(@ChallengeId) where bid_id = @BidId and state = 'awarded'";

    private const string SelectOwn = "select count(*) from objection where challenge_id = @ChallengeId and round = @Round and organisation = @Organisation";

    private const string InsertObjection = """
        insert into objection (objection_id, challenge_id, round, bid_id, organisation, reason_codes, text, account, at)
        values (@Id, @ChallengeId, @Round, @BidId, @Organisation, @Reasons, @Text, @Subject, @Now)
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapRaiseObjection(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/challenges/{id:guid}/objections", Handle).WithName("RaiseObjection").WithTags("Challenges").Allow(Scopes.ChallengesWrite, Roles.Enterprise, Roles.Institute)
            .Validated<RaiseObjectionRequest>().WithProblems(404, 409, 422);

    private static Task<Results<Created<ObjectionView>, ProblemHttpResult>> Handle(
        Guid id, RaiseObjectionRequest request, HttpContext http, ChallengeDesk desk, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        desk.Add<RaiseObjectionRequest, ObjectionView>(
            http, id, request,
            async (transaction, row) =>
            {
                var now = clock.GetUtcNow();
                if (row.State != "publicity" || now >= row.Until)
                {
                    return Problems.ChallengeNotInState(row);
                }

                var objection = new ObjectionView(
                    Guid.CreateVersion7(now), id, row.Round, request.BidId!.Value, caller.Organisation, [.. request.ReasonCodes!], request.Text!, null, null, now.UtcDateTime);
                var values = new
                {
                    objection.Id,
                    row.ChallengeId,
                    row.Round,
                    objection.BidId,
                    caller.Organisation,
                    Reasons = request.ReasonCodes!.ToArray(),
                    request.Text,
                    caller.Subject,
                    Now = now,
                };
                if (await transaction.Connection!.QuerySingleAsync<long>(new CommandDefinition(SelectAward, values, transaction, cancellationToken: cancellation)) == 0)
                {
                    return Problems.BidNotFound(objection.BidId);
                }

                if (await transaction.Connection!.QuerySingleAsync<long>(new CommandDefinition(SelectOwn, values, transaction, cancellationToken: cancellation)) > 0)
                {
                    return Problems.ObjectionExists();
                }

                await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertObjection, values, transaction, cancellationToken: cancellation));
                await ChallengeSteps.Record(transaction, row, caller, "challenge.objected", null, new() { ["bid"] = $"{objection.BidId}" }, cancellation);
                return TypedResults.Created($"/v1/challenges/{id}/objections", objection);
            },
            cancellation);
}
