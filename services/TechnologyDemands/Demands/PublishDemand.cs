using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Contacts;
using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Contacts;
using Matchmaking.TechnologyDemands.Diagnosis;
using Matchmaking.TechnologyDemands.Verification;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Demands;

/// <summary>POST /v1/demands/{id}/publish: opens a draft for matching; where its region has levels of verification, submits it to them.</summary>
public static class PublishDemand
{
    private const string UpdateDemand = $"""
        update demand
        set status = @Status, revision = revision + 1, updated_at = @Now, published_at = case when @Status = 'published' then coalesce(published_at, @Now) else published_at end
        where demand_id = @Id
        returning {DemandRow.Columns}
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapPublishDemand(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/demands/{id:guid}/publish", Handle).WithName("PublishDemand").WithTags("Demands").Allow(Scopes.DemandsWrite, Roles.Enterprise, Roles.Operator).WithReadProblems(404, 409, 412, 428);

    private static Task<Results<Ok<DemandView>, ProblemHttpResult>> Handle(Guid id, HttpContext http, DemandContacts contacts, PublicationRules rules, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.RunOk<Guid, DemandView>(http, id, transaction => Publish(transaction, id, http, contacts, rules, caller, clock, cancellation), cancellation);

    private static async Task<Results<Ok<DemandView>, ProblemHttpResult>> Publish(
        NpgsqlTransaction transaction, Guid id, HttpContext http, DemandContacts contacts, PublicationRules rules, Caller caller, TimeProvider clock, CancellationToken cancellation)
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

        if (before.Status != "draft")
        {
            return before.Status == "closed" ? Problems.DemandClosed(before.CloseReason) : before.Status == "published" ? Problems.DemandAlreadyPublished() : Problems.DemandInVerification(before.Status);
        }

        var now = clock.GetUtcNow();
        var form = before.Form();
        if (rules.Refuse(form, caller, DateOnly.FromDateTime(now.UtcDateTime)) is { } refused)
        {
            return refused;
        }

        var levels = rules.LevelsOf(form.RegionCode!);
        var row = await transaction.Connection!.QuerySingleAsync<DemandRow>(
            new CommandDefinition(UpdateDemand, new { Id = id, Now = now, Status = levels.Count == 0 ? "published" : "in_verification" }, transaction, cancellationToken: cancellation));
        if (levels.Count == 0)
        {
            await DemandEvents.Announce(transaction, [id], now, cancellation);
            await DemandPieces.Note(transaction, id, form, cancellation);
            await AuditTrail.Record(transaction, Acts.Of(caller, row, "demand.published"), cancellation);
        }
        else
        {
            await SubmitDemand.Again(transaction, row, form.RegionCode!, levels, caller, now, cancellation);
        }

        Revisions.SetETag(http, row.Revision);
        return TypedResults.Ok(DemandView.Of(row, caller, (await contacts.OnFile(transaction.Connection!, transaction, row, caller, cancellation)).Masked()));
    }
}
