using System.Text.Json;
using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Challenges.Panel;

/// <summary>The scores of a member of the panel.</summary>
/// <param name="Scores">One for each bid.</param>
public sealed record ScoreBidsRequest(IReadOnlyList<ScoreForm>? Scores);

/// <summary>How a bid is scored.</summary>
/// <param name="Letter">Its letter.</param>
/// <param name="Marks">0 to 100 for each criterion.</param>
/// <param name="Comment">Up to 2,000 characters; the bureau reads it once all are in, the bidder once the result is told, both without who wrote it.</param>
public sealed record ScoreForm(string? Letter, IReadOnlyDictionary<string, decimal>? Marks, string? Comment);

/// <summary>Rules of <see cref="ScoreBidsRequest"/>.</summary>
public sealed class ScoreBidsRequestValidator : AbstractValidator<ScoreBidsRequest>
{
    /// <summary>Sets the rules.</summary>
    public ScoreBidsRequestValidator()
    {
        this.EachOf(s => s.Scores, 100, new ScoreFormValidator());
        RuleFor(s => s.Scores).Must(scores => scores is { Count: > 0 }).WithErrorCode("required").WithMessage("Every bid is scored.");
    }
}

/// <summary>Rules of <see cref="ScoreForm"/>.</summary>
public sealed class ScoreFormValidator : AbstractValidator<ScoreForm>
{
    /// <summary>Sets the rules.</summary>
    public ScoreFormValidator()
    {
        RuleFor(s => s.Letter).NotEmpty().MaximumLength(3);
        RuleFor(s => s.Marks).NotNull();
        RuleFor(s => s.Marks).Must(marks => marks is null || (marks.Count <= 20 && marks.Values.All(mark => mark is >= 0 and <= 100))).WithErrorCode("out_of_range").WithMessage("A mark is 0 to 100.");
        RuleFor(s => s.Comment).MaximumLength(2000);
    }
}

/// <summary>POST /v1/challenges/{id}/scores: scores all bids at once, blind. Nobody reads another's scores before all are in; they are not changed afterwards.</summary>
public static class ScoreBids
{
    private const string InsertScore = """
        insert into panel_score (challenge_id, round, seat, bid_id, marks, total, comment, at) values (@ChallengeId, @Round, @Seat, @BidId, @Marks::jsonb, @Total, @Comment, @Now)
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapScoreBids(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/challenges/{id:guid}/scores", Handle).WithName("ScoreBids").WithTags("Panel").AllowAllRoles(Scopes.ChallengesScore).Validated<ScoreBidsRequest>().WithProblems(403, 404, 409, 422);

    private static Task<Results<Ok<OwnSeatView>, ProblemHttpResult>> Handle(
        Guid id, ScoreBidsRequest request, HttpContext http, ChallengeDesk desk, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        desk.Change<ScoreBidsRequest, OwnSeatView>(http, id, request, (transaction, row) => Score(transaction, row, request, caller, clock.GetUtcNow(), cancellation), cancellation);

    private static async Task<Results<Ok<OwnSeatView>, ProblemHttpResult>> Score(
        NpgsqlTransaction transaction, ChallengeRow row, ScoreBidsRequest request, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        var seat = await OwnSeat.Find(connection, transaction, row, caller, cancellation);
        if ((seat is null ? Problems.NotOnPanel() : row.State != "scoring" || now >= seat.ScoreUntil ? Problems.ChallengeNotInState(row) : seat.Scores > 0 ? Problems.AlreadyScored() : null) is { } problem)
        {
            return problem;
        }

        var bids = await BlindBidRow.Of(connection, transaction, row, cancellation);
        var weights = bids[0].Weights();
        if (!bids.Select(bid => bid.Letter).Order(StringComparer.Ordinal).SequenceEqual(request.Scores!.Select(score => score.Letter!).Order(StringComparer.Ordinal))
            || request.Scores!.Any(score => !weights.Keys.Order(StringComparer.Ordinal).SequenceEqual(score.Marks!.Keys.Order(StringComparer.Ordinal))))
        {
            return Problems.ScoresIncomplete(bids.Select(bid => bid.Letter), weights.Keys);
        }

        foreach (var score in request.Scores!)
        {
            var total = decimal.Round(score.Marks!.Sum(mark => mark.Value * weights[mark.Key]) / 100, 2, MidpointRounding.AwayFromZero);
            await connection.ExecuteAsync(new CommandDefinition(
                InsertScore,
                new
                {
                    row.ChallengeId,
                    row.Round,
                    seat!.Seat,
                    bids.Single(bid => bid.Letter == score.Letter).BidId,
                    Marks = JsonSerializer.Serialize(score.Marks),
                    Total = total,
                    score.Comment,
                    Now = now,
                },
                transaction,
                cancellationToken: cancellation));
        }

        await PanelActs.Record(transaction, row, caller, "panel.scored", seat!.Seat, cancellation);
        return TypedResults.Ok(new OwnSeatView(row.ChallengeId, row.Round, seat.Seat, "scored"));
    }
}
