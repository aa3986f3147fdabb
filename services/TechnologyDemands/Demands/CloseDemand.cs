using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Contacts;
using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Challenges;
using Matchmaking.TechnologyDemands.Contacts;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Demands;

/// <summary>Why a demand is closed.</summary>
/// <param name="Reason">solved, withdrawn, expired or duplicate.</param>
public sealed record CloseDemandRequest(string? Reason);

/// <summary>Rules of <see cref="CloseDemandRequest"/>.</summary>
public sealed class CloseDemandRequestValidator : AbstractValidator<CloseDemandRequest>
{
    /// <summary>Sets the rules.</summary>
    public CloseDemandRequestValidator() =>
        RuleFor(c => c.Reason).Required(Codes.CloseReasons.Contains, "unknown_close_reason", "One of: solved, withdrawn, expired, duplicate.");
}

/// <summary>POST /v1/demands/{id}/close: ends a demand; its undecided matches go, and its challenge ends with it unless teams work under contract.</summary>
public static class CloseDemand
{
    private const string UpdateDemand = $"""
        update demand set status = 'closed', close_reason = @Reason, revision = revision + 1, updated_at = @Now, closed_at = @Now
        where demand_id = @Id
        returning {DemandRow.Columns}
        """;

    private const string CloseRound = "update verification_round set status = 'closed', level = null where demand_id = @Id and status = 'waiting'";

    /// <summary>Maps the endpoint.</summary>
    public static void MapCloseDemand(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/demands/{id:guid}/close", Handle).WithName("CloseDemand").WithTags("Demands").Allow(Scopes.DemandsWrite, Roles.Enterprise, Roles.Operator).Validated<CloseDemandRequest>().WithProblems(404, 409, 412, 428);

    private static Task<Results<Ok<DemandView>, ProblemHttpResult>> Handle(
        Guid id, CloseDemandRequest request, HttpContext http, ChallengeDesk desk, DemandContacts contacts, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        desk.HoldOfDemand(
            id,
            () => Idempotency.RunOk<CloseDemandRequest, DemandView>(http, request, transaction => Close(transaction, id, request, http, contacts, caller, clock, cancellation), cancellation),
            cancellation);

    private static async Task<Results<Ok<DemandView>, ProblemHttpResult>> Close(
        NpgsqlTransaction transaction, Guid id, CloseDemandRequest request, HttpContext http, DemandContacts contacts, Caller caller, TimeProvider clock, CancellationToken cancellation)
    {
        var before = await DemandRow.Lock(transaction, id, caller, cancellation);
        if (before is null)
        {
            return Problems.DemandNotFound(id);
        }

        if (Revisions.Refuse(http, before.Revision) is { } stale)
        {
            return stale;
        }

        if (before.Status == "closed")
        {
            return Problems.DemandClosed(before.CloseReason);
        }

        var challenge = await ChallengeEnd.OfDemand(transaction, id, cancellation);
        if (challenge is not null && await ChallengeEnd.IsContracted(transaction, challenge, cancellation))
        {
            return Problems.DemandHasChallenge(challenge);
        }

        var now = clock.GetUtcNow();
        var row = await transaction.Connection!.QuerySingleAsync<DemandRow>(
            new CommandDefinition(UpdateDemand, new { Id = id, request.Reason, Now = now }, transaction, cancellationToken: cancellation));
        if (before.Status == "in_verification")
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(CloseRound, new { Id = id }, transaction, cancellationToken: cancellation));
        }

        if (challenge is not null)
        {
            await ChallengeEnd.Append(transaction, challenge, null, new StepSaid(["need_closed"]), now, cancellation);
        }

        if (before.Status == "published")
        {
            await DemandEvents.Withdraw(transaction, id, row.Revision, request.Reason!, now, cancellation);
        }

        await AuditTrail.Record(transaction, Acts.Of(caller, row, "demand.closed", new() { ["reason"] = request.Reason }), cancellation);
        Revisions.SetETag(http, row.Revision);
        return TypedResults.Ok(DemandView.Of(row, caller, (await contacts.OnFile(transaction.Connection!, transaction, row, caller, cancellation)).Masked()));
    }
}
