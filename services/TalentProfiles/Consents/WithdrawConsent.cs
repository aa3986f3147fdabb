using System.Text.Json.Nodes;
using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.TalentProfiles.Experts;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TalentProfiles.Consents;

/// <summary>
/// POST /v1/experts/{id}/consents/{purpose}:withdraw: takes a consent back, at once. That to <c>matching</c> leaves in the same transaction, and every list drops
/// the expert.
/// </summary>
public static class WithdrawConsent
{
    private const string UpdateConsent = "update expert set consent = false, consent_at = @now where expert_id = @id";

    /// <summary>Maps the endpoint.</summary>
    public static void MapWithdrawConsent(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/experts/{id:guid}/consents/{purpose}:withdraw", Handle).WithName("WithdrawConsent").WithTags("Consents")
            .Allow(Scopes.ExpertsWrite, Roles.Institute, Roles.Operator).WithReadProblems(404, 409, 412, 428);

    private static Task<Results<Ok<ConsentList>, ProblemHttpResult>> Handle(
        Guid id, string purpose, HttpContext http, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.RunOk<Guid, ConsentList>(http, id, transaction => Withdraw(transaction, id, purpose, http, caller, clock.GetUtcNow(), cancellation), cancellation);

    private static async Task<Results<Ok<ConsentList>, ProblemHttpResult>> Withdraw(
        NpgsqlTransaction transaction, Guid id, string purpose, HttpContext http, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await ExpertRow.Hold(http, transaction, id, cancellation) is { } refused)
        {
            return refused;
        }

        if (!Purposes.All.Contains(purpose) || !await ConsentRows.Withdraw(transaction, id, purpose, now, cancellation))
        {
            return Problems.ConsentNotGiven(purpose);
        }

        if (purpose == Purposes.PublicListing)
        {
            await ConsentRows.List(transaction, id, false, cancellation);
        }

        if (purpose == Purposes.Matching)
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(UpdateConsent, new { id, now }, transaction, cancellationToken: cancellation));
        }

        var expert = purpose == Purposes.Matching
            ? await ExpertRow.Raise(transaction, id, now, cancellation)
            : (await ExpertSnapshot.Read(transaction.Connection!, transaction, [id], cancellation))[0];
        await Acts.Record(transaction, caller, expert, "expert.consent_withdrawn", cancellation, new JsonObject { ["purpose"] = purpose });
        Revisions.SetETag(http, expert.Revision);
        return TypedResults.Ok(new ConsentList(id, await ConsentRows.History(transaction.Connection!, id, cancellation)));
    }
}
