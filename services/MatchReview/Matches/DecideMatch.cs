using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.MatchReview.Life;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.MatchReview.Matches;

/// <summary>What a reviewer decides.</summary>
/// <param name="Decision">accepted, held or rejected.</param>
/// <param name="ReasonCodes">Why; at least one for a rejection.</param>
/// <param name="Note">Up to 2,000 characters.</param>
/// <param name="Reviewer">Who decides, 1 to 60 characters.</param>
public sealed record DecideMatchRequest(string? Decision, IReadOnlyList<string>? ReasonCodes, string? Note, string? Reviewer);

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
    }
}

/// <summary>
/// POST /v1/matches/{id}/decision: decides a match, once. If-Match with the ETag of the match decides it only as the reviewer saw it.
/// </summary>
public static class DecideMatch
{
    // The database decides who is first: everybody else finds the match no longer pending.
    private const string UpdateMatch = """
        update match
        set status = @Decision, reason_codes = @ReasonCodes, note = @Note, reviewer = @Reviewer, decided_at = @Now
        where match_id = @Id and status = 'pending'
        returning demand_id as DemandId, talent_id as TalentId, list_number as ListNumber, rank as Rank, score as Score,
                  ranking_digest as RankingDigest, ranking_id as RankingId, decided_at as DecidedAt
        """;

    private const string SelectFirst = """
        select status as Decision, reason_codes as ReasonCodes, reviewer as Reviewer, decided_at as DecidedAt
        from match where match_id = @id and status <> 'pending'
        """;

    private const string SelectDeparture = "select reason from departed_match where match_id = @id";

    /// <summary>Maps the endpoint.</summary>
    public static void MapDecideMatch(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/matches/{id:guid}/decision", Handle).WithName("DecideMatch").WithTags("Matches").Allow(Scopes.MatchesWrite, Roles.Reviewer, Roles.Operator).Validated<DecideMatchRequest>()
            .WithProblems(404, 409, 412, 422, 428);

    private static Task<Results<Created<DecisionView>, ProblemHttpResult>> Handle(
        Guid id, DecideMatchRequest request, HttpContext http, Lives lives, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.Run<DecideMatchRequest, DecisionView>(
            http, request, transaction => Decide(transaction, id, request, http, lives, caller, clock.GetUtcNow(), cancellation), cancellation);

    private static async Task<Results<Created<DecisionView>, ProblemHttpResult>> Decide(
        NpgsqlTransaction transaction, Guid id, DecideMatchRequest request, HttpContext http, Lives lives, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        string[] reasons = [.. request.ReasonCodes ?? []];
        var change = new { Id = id, request.Decision, ReasonCodes = reasons, request.Note, request.Reviewer, Now = now };
        var match = await transaction.Connection!.QuerySingleOrDefaultAsync<DecidedRow>(
            new CommandDefinition(UpdateMatch, change, transaction, cancellationToken: cancellation));
        if (match is null)
        {
            return await Refuse(transaction, id, cancellation);
        }

        if (Revisions.Refuse(http, match.ListNumber) is { } stale)
        {
            return stale.StatusCode == StatusCodes.Status412PreconditionFailed ? Problems.MatchRankedAnew(match.ListNumber) : stale;
        }

        if (request.Decision == "accepted")
        {
            await lives.Tell(new MatchAccepted(id, LifeChange.By(caller, transaction, now)), cancellation);
        }

        await Outbox.Add(
            transaction,
            new MatchDecided(id, match.DemandId, match.TalentId, request.Decision!, reasons, match.Rank, match.Score, match.RankingDigest, match.DecidedAt, match.RankingId),
            cancellation);
        var detail = new System.Text.Json.Nodes.JsonObject { ["decision"] = request.Decision, ["reasons"] = string.Join(',', reasons), ["ranking"] = $"{match.RankingId}" };
        await Acts.Record(transaction, caller, "match.decided", id, match.DemandId, match.TalentId, detail, cancellation);
        return TypedResults.Created(
            $"/v1/matches/{id}/decision",
            new DecisionView(id, request.Decision!, reasons, request.Note, request.Reviewer!, match.Rank, match.Score, match.RankingDigest, match.DecidedAt));
    }

    private static async Task<ProblemHttpResult> Refuse(NpgsqlTransaction transaction, Guid id, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        var first = await connection.QuerySingleOrDefaultAsync<FirstDecision>(
            new CommandDefinition(SelectFirst, new { id }, transaction, cancellationToken: cancellation));
        if (first is not null)
        {
            return Problems.MatchAlreadyDecided(first);
        }

        var reason = await connection.QuerySingleOrDefaultAsync<string>(
            new CommandDefinition(SelectDeparture, new { id }, transaction, cancellationToken: cancellation));
        return reason is null ? Problems.MatchNotFound(id) : Problems.MatchGone(reason);
    }

    private sealed record DecidedRow(Guid DemandId, Guid TalentId, long ListNumber, int Rank, double Score, string RankingDigest, Guid RankingId, DateTime DecidedAt);
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
