using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.MatchReview.Queue;

/// <summary>
/// POST /v1/matches/{id}:assign?account=: an operator gives a match to an account (its id, as <c>sub</c> of its tokens says) for Queue:AssignHours, or to nobody where none is
/// named, whoever claims it. Accounts live in Identity, so one that
/// does not exist is not found out here: the match comes free again by the clock.
/// </summary>
public static class AssignMatch
{
    private const int LongestId = 200;

    private const string UpdateAssigned = """
        update match set claimed_by = @Account, claimed_until = case when @Account::text is null then null else @Until end, assigned = @Account::text is not null where match_id = @Id
        returning match_id as MatchId, claimed_by as ClaimedBy, claimed_until as ClaimedUntil
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapAssignMatch(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/matches/{id:guid}:assign", Handle).WithName("AssignMatch").WithTags("Queue").Allow(Scopes.MatchesWrite, Roles.Operator).WithReadProblems(400, 404, 409, 422);

    private static async Task<Results<Ok<ClaimView>, ProblemHttpResult>> Handle(
        Guid id, string? account, HttpContext http, Caller caller, IOptions<QueueOptions> options, TimeProvider clock, CancellationToken cancellation)
    {
        if (account is not null && (account.Length is 0 or > LongestId || !account.All(c => c is > ' ' and <= '~')))
        {
            return ApiProblem.Invalid400(new FieldError("account", "unknown_account", "The id of an account, as sub of its tokens says."));
        }

        var until = clock.GetUtcNow().AddHours(options.Value.AssignHours).UtcDateTime;
        return await Idempotency.RunOk<Assignment, ClaimView>(http, new Assignment(account), transaction => Assign(transaction, id, account, caller, until, cancellation), cancellation);
    }

    private static async Task<Results<Ok<ClaimView>, ProblemHttpResult>> Assign(NpgsqlTransaction transaction, Guid id, string? account, Caller caller, DateTime until, CancellationToken cancellation)
    {
        if ((await LockedMatch.Hold(transaction, [id], caller, cancellation)).SingleOrDefault() is not { } match)
        {
            return await LockedMatch.Missing(transaction, id, cancellation);
        }

        if (match.RefuseWork() is { } problem)
        {
            return problem;
        }

        if (match.Opinions > 0 && (await OpenOpinions.Of(transaction, [id], cancellation))[id].Any(opinion => opinion.Account == account))
        {
            return Problems.OpinionGiven();
        }

        var claim = await transaction.Connection!.QuerySingleAsync<ClaimView>(
            new CommandDefinition(UpdateAssigned, new { Id = id, Account = account, Until = until }, transaction, cancellationToken: cancellation));
        var detail = new System.Text.Json.Nodes.JsonObject { ["account"] = account ?? "nobody" };
        await AuditTrail.Record(transaction, AuditEntry.By(caller, "match.assigned", "match", $"{id}", detail: detail), cancellation);
        return TypedResults.Ok(claim);
    }

    private sealed record Assignment(string? Account);
}
