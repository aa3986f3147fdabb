using FluentValidation;
using Matchmaking.Access;
using Matchmaking.MatchReview.Life;
using Matchmaking.MatchReview.Queue;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.MatchReview.Matches;

/// <summary>What a reviewer decides.</summary>
/// <param name="Decision">accepted, held or rejected.</param>
/// <param name="ReasonCodes">Why; at least one for a rejection.</param>
/// <param name="Note">Up to 2,000 characters; never shown outside the bureau.</param>
/// <param name="Reviewer">Who decides, 1 to 60 characters.</param>
/// <param name="RemindAt">When a held match comes back into view, within a year; for held alone.</param>
public sealed record DecideMatchRequest(string? Decision, IReadOnlyList<string>? ReasonCodes, string? Note, string? Reviewer, DateTimeOffset? RemindAt = null);

/// <summary>Rules of <see cref="DecideMatchRequest"/>.</summary>
public sealed class DecideMatchRequestValidator : AbstractValidator<DecideMatchRequest>
{
    /// <summary>Sets the rules.</summary>
    public DecideMatchRequestValidator()
    {
        RuleFor(d => d.Decision).Required(Codes.Decisions.Contains, "unknown_decision", "One of: accepted, held, rejected.");
        this.EachOf(
            d => d.ReasonCodes, 0, Codes.DecisionReasons.Codes.Count, Codes.DecisionReasons.Contains, "unknown_reason_code", $"One of: {string.Join(", ", Codes.DecisionReasons.Codes)}.");
        RuleFor(d => d.ReasonCodes).Must((d, reasons) => d.Decision != "rejected" || reasons is { Count: > 0 })
            .WithErrorCode("required").WithMessage("A rejection says why: at least one reason code.");
        RuleFor(d => d.Note).MaximumLength(2000);
        RuleFor(d => d.Reviewer).NotEmpty().MaximumLength(60);
        RuleFor(d => d.RemindAt).Must((d, remindAt) => remindAt is null || d.Decision == "held").WithErrorCode("not_held").WithMessage("Only a held match comes back.");
    }
}

/// <summary>
/// POST /v1/matches/{id}/decision: decides a match. Accepted and rejected are final; a held match may be decided again. Where two persons decide, this is an opinion
/// (<c>awaitsSecond</c>) until another one says the same. If-Match with the ETag of the match decides it only as the reviewer saw it.
/// </summary>
public static class DecideMatch
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapDecideMatch(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/matches/{id:guid}/decision", Handle).WithName("DecideMatch").WithTags("Matches").Allow(Scopes.MatchesWrite, Roles.Reviewer, Roles.Operator).Validated<DecideMatchRequest>()
            .WithProblems(403, 404, 409, 412, 422, 428);

    private static Task<Results<Created<DecisionView>, ProblemHttpResult>> Handle(
        Guid id, DecideMatchRequest request, HttpContext http, Lives lives, Caller caller, IOptions<QueueOptions> options, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.Run<DecideMatchRequest, DecisionView>(
            http, request, transaction => Decide(transaction, id, new Deciding(lives, caller, request, options.Value, clock.GetUtcNow()), http, cancellation), cancellation);

    private static async Task<Results<Created<DecisionView>, ProblemHttpResult>> Decide(
        NpgsqlTransaction transaction, Guid id, Deciding deciding, HttpContext http, CancellationToken cancellation)
    {
        if (deciding.RefuseReminder() is { } never)
        {
            return never;
        }

        var outcome = (await deciding.Run(transaction, [id], match => Stale(http, match), cancellation))[id];
        return outcome.Answer is { } answer ? TypedResults.Created($"/v1/matches/{id}/decision", answer) : outcome.Problem!;
    }

    // Who saw a match pending and finds it held is told what stands, as where it was decided for good.
    private static ProblemHttpResult? Stale(HttpContext http, LockedMatch match) =>
        Revisions.Refuse(http, LockedMatch.TagOf(match.Number, match.ListNumber)) is not { } stale ? null
        : stale.StatusCode != StatusCodes.Status412PreconditionFailed ? stale
        : match.Status == "pending" ? Problems.MatchRankedAnew(match.ListNumber)
        : Problems.MatchAlreadyDecided(match.Standing);
}

/// <summary>The decision that was first; a second one is told of it.</summary>
public sealed record FirstDecision
{
    /// <summary>accepted, held or rejected.</summary>
    public string Decision { get; init; } = "";

    /// <summary>Why.</summary>
    // Dapper fills arrays through properties only: to a constructor Npgsql gives their type as Array.
    public string[] ReasonCodes { get; init; } = [];

    /// <summary>Who.</summary>
    public string Reviewer { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime DecidedAt { get; init; }
}
