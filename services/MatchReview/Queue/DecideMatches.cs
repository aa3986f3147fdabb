using FluentValidation;
using Matchmaking.Access;
using Matchmaking.MatchReview.Life;
using Matchmaking.MatchReview.Matches;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.MatchReview.Queue;

/// <summary>A match as its reviewer saw it.</summary>
/// <param name="MatchId">The match.</param>
/// <param name="ListNumber">The list that it stood in, as the ETag of a pending match says; null for whichever.</param>
/// <param name="DecisionNumber">The decision that holds it; needed of a held match, which is left alone otherwise.</param>
public sealed record MatchToDecide(Guid MatchId, long? ListNumber, int? DecisionNumber);

/// <summary>One decision of many matches.</summary>
/// <param name="Matches">1 to 200 matches, each once.</param>
/// <param name="Decision">accepted, held or rejected.</param>
/// <param name="ReasonCodes">Why; at least one for a rejection.</param>
/// <param name="Note">Up to 2,000 characters; never shown outside the bureau.</param>
/// <param name="Reviewer">Who decides, 1 to 60 characters.</param>
/// <param name="RemindAt">When held matches come back into view, within a year; for held alone.</param>
public sealed record DecideMatchesRequest(
    IReadOnlyList<MatchToDecide>? Matches, string? Decision, IReadOnlyList<string>? ReasonCodes, string? Note, string? Reviewer, DateTimeOffset? RemindAt)
{
    internal DecideMatchRequest Each => new(Decision, ReasonCodes, Note, Reviewer, RemindAt);
}

/// <summary>Rules of <see cref="DecideMatchesRequest"/>: those of one decision, and of the list.</summary>
public sealed class DecideMatchesRequestValidator : AbstractValidator<DecideMatchesRequest>
{
    private const int Most = 200;

    private readonly DecideMatchRequestValidator one = new();

    /// <summary>Sets the rules.</summary>
    public DecideMatchesRequestValidator()
    {
        RuleFor(d => d.Matches).Cascade(CascadeMode.Stop).NotEmpty()
            .Must(matches => matches!.Count <= Most).WithErrorCode("too_many").WithMessage($"At most {Most} matches are decided at once.")
            .Must(matches => matches!.All(match => match is not null)).WithErrorCode("required").WithMessage("Each entry names a match.")
            .Must(matches => matches!.DistinctBy(match => match.MatchId).Count() == matches!.Count).WithErrorCode("repeated").WithMessage("A match stands twice.");
        RuleFor(d => d).Custom((d, context) => one.Validate(d.Each).Errors.ForEach(context.AddFailure));
    }
}

/// <summary>What came of one of many matches.</summary>
/// <param name="MatchId">The match.</param>
/// <param name="Outcome">decided, opinion (where two persons decide), or refused.</param>
/// <param name="Code">Why it was refused, a code of problems; null otherwise.</param>
/// <param name="Detail">The same in words.</param>
public sealed record DecidedRow(Guid MatchId, string Outcome, string? Code, string? Detail);

/// <summary>What came of many matches.</summary>
/// <param name="Decided">How many were decided.</param>
/// <param name="Opinions">How many opinions were given.</param>
/// <param name="Refused">How many were refused.</param>
/// <param name="Matches">Each, in the order of the request.</param>
public sealed record DecidedMatches(int Decided, int Opinions, int Refused, IReadOnlyList<DecidedRow> Matches);

/// <summary>
/// POST /v1/matches:decide: one decision of up to 200 matches, each judged for itself: those that may not be decided are refused by a code of problems, the others stand. All are
/// held in the order of their ids, so that two such requests never wait for each other in a circle.
/// </summary>
public static class DecideMatches
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapDecideMatches(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/matches:decide", Handle).WithName("DecideMatches").WithTags("Queue").Allow(Scopes.MatchesWrite, Roles.Reviewer, Roles.Operator).Validated<DecideMatchesRequest>()
            .WithProblems(422);

    private static Task<Results<Ok<DecidedMatches>, ProblemHttpResult>> Handle(
        DecideMatchesRequest request, HttpContext http, Lives lives, Caller caller, IOptions<QueueOptions> options, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.RunOk<DecideMatchesRequest, DecidedMatches>(
            http, request, transaction => Decide(transaction, request, new Deciding(lives, caller, request.Each, options.Value, clock.GetUtcNow()), cancellation), cancellation);

    private static async Task<Results<Ok<DecidedMatches>, ProblemHttpResult>> Decide(
        NpgsqlTransaction transaction, DecideMatchesRequest request, Deciding deciding, CancellationToken cancellation)
    {
        if (deciding.RefuseReminder() is { } never)
        {
            return never;
        }

        var seen = request.Matches!.ToDictionary(match => match.MatchId);
        var outcomes = await deciding.Run(transaction, [.. seen.Keys], match => Stale(match, seen[match.MatchId]), cancellation);
        DecidedRow[] rows = [.. request.Matches!.Select(match => Row(match.MatchId, outcomes[match.MatchId]))];
        return TypedResults.Ok(new DecidedMatches(rows.Count(row => row.Outcome == "decided"), rows.Count(row => row.Outcome == "opinion"), rows.Count(row => row.Outcome == "refused"), rows));
    }

    private static ProblemHttpResult? Stale(LockedMatch match, MatchToDecide seen) =>
        match.Number == 0 && seen.DecisionNumber is not null ? Problems.MatchRankedAnew(match.ListNumber)
        : match.Number != (seen.DecisionNumber ?? 0) ? Problems.MatchAlreadyDecided(match.Standing)
        : seen.ListNumber is { } list && list != match.ListNumber ? Problems.MatchRankedAnew(match.ListNumber)
        : null;

    private static DecidedRow Row(Guid id, DecideOutcome outcome) => outcome switch
    {
        { Problem: { } problem } => new(id, "refused", problem.ProblemDetails.Extensions["code"] as string, problem.ProblemDetails.Detail),
        { Answer.Number: null } => new(id, "opinion", null, null),
        _ => new(id, "decided", null, null),
    };
}
