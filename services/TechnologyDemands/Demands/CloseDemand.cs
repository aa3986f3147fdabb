using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

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

/// <summary>POST /v1/demands/{id}/close: ends a demand; its undecided matches go.</summary>
public static class CloseDemand
{
    private const string UpdateDemand = $"""
        update demand set status = 'closed', close_reason = @Reason, revision = revision + 1, updated_at = @Now, closed_at = @Now
        where demand_id = @Id
        returning {DemandRow.Columns}
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapCloseDemand(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/demands/{id:guid}/close", Handle).WithName("CloseDemand").WithTags("Demands").Allow(Scopes.DemandsWrite, Roles.Enterprise, Roles.Operator).Validated<CloseDemandRequest>().WithProblems(404, 409, 412, 428);

    private static async Task<Results<Ok<DemandView>, ProblemHttpResult>> Handle(
        Guid id, CloseDemandRequest request, HttpContext http, CallerDatabase database, Caller caller, Outbox outbox, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
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

        var now = clock.GetUtcNow();
        var row = await connection.QuerySingleAsync<DemandRow>(
            new CommandDefinition(UpdateDemand, new { Id = id, request.Reason, Now = now }, transaction, cancellationToken: cancellation));
        if (before.Status == "published")
        {
            await DemandEvents.Withdraw(transaction, id, row.Revision, request.Reason!, now, cancellation);
        }

        await outbox.Commit(transaction, cancellation);
        Revisions.SetETag(http, row.Revision);
        return TypedResults.Ok(DemandView.Of(row, caller));
    }
}
