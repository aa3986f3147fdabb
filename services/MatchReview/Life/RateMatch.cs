using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.MatchReview.Agreements;
using Matchmaking.MatchReview.Matches;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.MatchReview.Life;

/// <summary>How a side found working with the other (评价).</summary>
/// <param name="Stars">1 to 5.</param>
/// <param name="Comment">Up to 2,000 characters; for the bureau and both sides.</param>
/// <param name="Side">enterprise or institute; needed of an operator, who may speak for either.</param>
public sealed record RateMatchRequest(int? Stars, string? Comment, string? Side);

/// <summary>Rules of <see cref="RateMatchRequest"/>.</summary>
public sealed class RateMatchRequestValidator : AbstractValidator<RateMatchRequest>
{
    /// <summary>Sets the rules.</summary>
    public RateMatchRequestValidator()
    {
        RuleFor(r => r.Stars).NotNull().InclusiveBetween(1, 5);
        RuleFor(r => r.Comment).MaximumLength(2000);
        RuleFor(r => r.Side).Optional(side => side is "enterprise" or "institute", "unknown_side", "One of: enterprise, institute.");
    }
}

/// <summary>POST /v1/matches/{id}/ratings: a side rates the work after its acceptance, once. With both ratings the match has reached its aim.</summary>
public static class RateMatch
{
    private const string SelectSides = "select side from match_rating where match_id = @id";

    private const string InsertRating = """
        insert into match_rating (match_id, side, stars, comment, recorded_at) values (@id, @side, @Stars, @Comment, @now)
        returning side as Side, stars as Stars, comment as Comment, recorded_at as RecordedAt
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapRateMatch(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/matches/{id:guid}/ratings", Handle).WithName("RateMatch").WithTags("Life").Allow(Scopes.MatchesWrite, Roles.Enterprise, Roles.Institute, Roles.Operator)
            .Validated<RateMatchRequest>().WithProblems(403, 404, 409, 422);

    private static Task<Results<Created<RatingView>, ProblemHttpResult>> Handle(
        Guid id, RateMatchRequest request, HttpContext http, Lives lives, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.Run<RateMatchRequest, RatingView>(http, request, transaction => Rate(transaction, id, request, lives, caller, clock, cancellation), cancellation);

    private static async Task<Results<Created<RatingView>, ProblemHttpResult>> Rate(
        NpgsqlTransaction transaction, Guid id, RateMatchRequest request, Lives lives, Caller caller, TimeProvider clock, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        await Agreement.Hold(transaction, id, cancellation);
        if (await LivingMatch.Find(transaction, id, caller, cancellation) is not { } match)
        {
            return Problems.MatchNotFound(id);
        }

        var (side, problem) = Sides.Of(caller, match.EnterpriseCode, request.Side);
        if (problem is not null)
        {
            return problem;
        }

        var rated = (await connection.QueryAsync<string>(new CommandDefinition(SelectSides, new { id }, transaction, cancellationToken: cancellation))).AsList();
        if (rated.Contains(side))
        {
            return Problems.AlreadyRated(side);
        }

        var now = clock.GetUtcNow();
        if (await lives.Tell(new WorkRated(id, rated.Count == 1, LifeChange.By(caller, transaction, now)), cancellation) is null)
        {
            return Problems.NothingToRate(match.State);
        }

        var rating = await connection.QuerySingleAsync<RatingView>(
            new CommandDefinition(InsertRating, new { id, side, request.Stars, request.Comment, now }, transaction, cancellationToken: cancellation));
        await Outbox.Add(transaction, new MatchRated(id, match.DemandId, match.TalentId, side, rating.Stars, now), cancellation);
        await Acts.Record(transaction, caller, "match.rated", id, match.DemandId, match.TalentId, new() { ["side"] = side, ["stars"] = rating.Stars }, cancellation);
        return TypedResults.Created($"/v1/matches/{id}/life", rating);
    }
}
