using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.MatchReview.Queue;

/// <summary>Who works on a match.</summary>
/// <param name="MatchId">The match.</param>
/// <param name="ClaimedBy">The account; null for nobody.</param>
/// <param name="ClaimedUntil">Until when it is kept for that account, UTC.</param>
public sealed record ClaimView(Guid MatchId, string? ClaimedBy, DateTime? ClaimedUntil);

/// <summary>
/// POST /v1/matches/{id}:claim: takes a match to work on for Queue:ClaimMinutes; claimed again, it is kept as long anew, and no shorter than before. Nobody else decides it
/// meanwhile but an operator. A claim that is over needs no release.
/// </summary>
public static class ClaimMatch
{
    // An assignment that lasts longer than a claim would is not cut short by claiming.
    private const string UpdateClaim = """
        update match
        set claimed_until = case when claimed_by = @Subject then greatest(claimed_until, @Until) else @Until end, assigned = assigned and claimed_by = @Subject, claimed_by = @Subject
        where match_id = @Id
        returning match_id as MatchId, claimed_by as ClaimedBy, claimed_until as ClaimedUntil
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapClaimMatch(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/matches/{id:guid}:claim", Handle).WithName("ClaimMatch").WithTags("Queue").Allow(Scopes.MatchesWrite, Roles.Reviewer, Roles.Operator).WithReadProblems(404, 409, 422);

    private static Task<Results<Ok<ClaimView>, ProblemHttpResult>> Handle(
        Guid id, HttpContext http, Caller caller, IOptions<QueueOptions> options, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.RunOk<string, ClaimView>(http, "", transaction => Claim(transaction, id, caller, options.Value, clock.GetUtcNow().UtcDateTime, cancellation), cancellation);

    private static async Task<Results<Ok<ClaimView>, ProblemHttpResult>> Claim(
        NpgsqlTransaction transaction, Guid id, Caller caller, QueueOptions options, DateTime now, CancellationToken cancellation)
    {
        if ((await LockedMatch.Hold(transaction, [id], caller, cancellation)).SingleOrDefault() is not { } match)
        {
            return await LockedMatch.Missing(transaction, id, cancellation);
        }

        if ((match.RefuseWork() ?? match.RefuseClaimed(caller, now, overrides: false) ?? await RefuseSecond(transaction, match, caller, cancellation)) is { } problem)
        {
            return problem;
        }

        var row = new { Id = id, caller.Subject, Until = now.AddMinutes(options.ClaimMinutes) };
        var claim = await transaction.Connection!.QuerySingleAsync<ClaimView>(new CommandDefinition(UpdateClaim, row, transaction, cancellationToken: cancellation));
        await AuditTrail.Record(transaction, AuditEntry.By(caller, "match.claimed", "match", $"{id}"), cancellation);
        return TypedResults.Ok(claim);
    }

    // Who has given the first opinion would keep the second one away.
    private static async Task<ProblemHttpResult?> RefuseSecond(NpgsqlTransaction transaction, LockedMatch match, Caller caller, CancellationToken cancellation) =>
        match.Opinions > 0 && (await OpenOpinions.Of(transaction, [match.MatchId], cancellation))[match.MatchId].Any(opinion => opinion.Account == caller.Subject) ? Problems.OpinionGiven() : null;
}
