using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Challenges.Panel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Challenges;

/// <summary>Opens a challenge for bids.</summary>
/// <param name="BidsUntil">When bidding ends; at least Challenge:LeastBidding from now.</param>
/// <param name="EndsWithFirst">The first accepted team ends the race; otherwise all go on. False where absent.</param>
/// <param name="Text">A word on it, up to 2,000 characters, for who posts and the bureau.</param>
public sealed record PublishChallengeRequest(DateTimeOffset? BidsUntil, bool? EndsWithFirst, string? Text);

/// <summary>Rules of <see cref="PublishChallengeRequest"/>.</summary>
public sealed class PublishChallengeRequestValidator : AbstractValidator<PublishChallengeRequest>
{
    /// <summary>Sets the rules.</summary>
    public PublishChallengeRequestValidator()
    {
        RuleFor(p => p.BidsUntil).NotNull();
        RuleFor(p => p.Text).MaximumLength(2000);
    }
}

/// <summary>POST /v1/challenges/{id}:publish: publishes a challenge that was argued (发榜), with the hash of the secret that its panel will be drawn by.</summary>
public static class PublishChallenge
{
    private const string UpdateRace = "update challenge set ends_with_first = @EndsWithFirst where challenge_id = @ChallengeId";

    /// <summary>Maps the endpoint.</summary>
    public static void MapPublishChallenge(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/challenges/{id:guid}:publish", Handle).WithName("PublishChallenge").WithTags("Challenges").Allow(Scopes.ChallengesManage, Roles.Reviewer, Roles.Operator)
            .Validated<PublishChallengeRequest>().WithProblems(404, 409, 412, 422, 428);

    private static Task<Results<Ok<ChallengeView>, ProblemHttpResult>> Handle(
        Guid id, PublishChallengeRequest request, HttpContext http, ChallengeDesk desk, IOptions<ChallengeOptions> options, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        desk.Change<PublishChallengeRequest, ChallengeView>(
            http, id, request,
            async (transaction, row) => (row.State != "argued" ? Problems.ChallengeNotInState(row) : Revisions.Refuse(http, row.Number)) is { } problem
                ? problem
                : await Open(transaction, row, request.BidsUntil!.Value, request.EndsWithFirst ?? false, new StepSaid(null, request.Text), http, options.Value, caller, clock.GetUtcNow(), cancellation),
            cancellation);

    /// <summary>Opens a round, the first or another.</summary>
    internal static async Task<Results<Ok<ChallengeView>, ProblemHttpResult>> Open(
        NpgsqlTransaction transaction, ChallengeRow row, DateTimeOffset until, bool endsWithFirst, StepSaid said, HttpContext http, ChallengeOptions options, Caller caller, DateTimeOffset now,
        CancellationToken cancellation)
    {
        if (until < now + options.LeastBidding || until <= now || until > now.AddYears(5))
        {
            return Problems.BiddingTooShort(options.LeastBidding);
        }

        var round = said.Round ?? row.Round;
        if (endsWithFirst != row.EndsWithFirst)
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(UpdateRace, new { EndsWithFirst = endsWithFirst, row.ChallengeId }, transaction, cancellationToken: cancellation));
        }

        await PanelSecret.Commit(transaction, row.ChallengeId, round, now, cancellation);
        var opened = await ChallengeSteps.Append(transaction, row with { EndsWithFirst = endsWithFirst }, "published", caller, now, cancellation, said with { Until = until });
        Revisions.SetETag(http, opened.Number);
        return TypedResults.Ok(await ChallengeView.Read(transaction.Connection!, transaction, opened, caller, cancellation));
    }
}
