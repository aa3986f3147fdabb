using System.Text.Json;
using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Contacts;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Matchmaking.TechnologyDemands.Contacts;
using Matchmaking.TechnologyDemands.Diagnosis;
using Matchmaking.TechnologyDemands.Verification;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Demands;

/// <summary>
/// PUT /v1/demands/{id}: replaces the form. A published demand is announced anew and ranked anew, where its region has levels of verification after it has passed them
/// once more; one that turns confidential leaves matching and is a draft again.
/// </summary>
public static class ReviseDemand
{
    private const string UpdateDemand = $"""
        update demand
        set title = @Title, field = @Field, region_code = @RegionCode, visibility = @Visibility, status = @Status, form = @FormJson::jsonb,
            revision = revision + 1, updated_at = @Now, published_at = coalesce(published_at, @PublishedAt)
        where demand_id = @DemandId
        returning {DemandRow.Columns}
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapReviseDemand(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/demands/{id:guid}", Handle).WithName("ReviseDemand").WithTags("Demands").Allow(Scopes.DemandsWrite, Roles.Enterprise, Roles.Operator).Validated<DemandForm>().WithProblems(404, 409, 412, 428);

    private static async Task<Results<Ok<DemandView>, ProblemHttpResult>> Handle(
        Guid id, DemandForm request, HttpContext http, CallerDatabase database, DemandContacts contacts, PublicationRules rules, Caller caller, Outbox outbox, TimeProvider clock, CancellationToken cancellation)
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

        if (before.Status is not ("draft" or "published"))
        {
            return Problems.DemandInVerification(before.Status);
        }

        if (request.EnterpriseCreditCode != before.EnterpriseCode)
        {
            return Problems.EnterpriseFixed();
        }

        var now = clock.GetUtcNow();
        var leaves = before.Status == "published" && request.Visibility == "confidential" && request.Publish != true;
        var published = (before.Status == "published" && !leaves) || request.Publish == true;
        if (published && rules.Refuse(request, caller, DateOnly.FromDateTime(now.UtcDateTime)) is { } refused)
        {
            return refused;
        }

        var stored = JsonSerializer.Serialize(request with { Publish = null, Contact = null }, DemandRow.Json);
        // A need that stands open does so as it was verified: what changes it goes through the levels once more, and leaves matching until then.
        var isNew = before.Status == "draft" || stored != JsonSerializer.Serialize(before.Form() with { Publish = null, Contact = null }, DemandRow.Json);
        var levels = published && isNew ? rules.LevelsOf(request.RegionCode!) : [];
        var submits = levels.Count > 0;
        var row = await connection.QuerySingleAsync<DemandRow>(new CommandDefinition(
            UpdateDemand,
            new
            {
                DemandId = id,
                request.Title,
                request.Field,
                request.RegionCode,
                request.Visibility,
                Status = submits ? "in_verification" : published ? "published" : "draft",
                FormJson = stored,
                Now = now,
                PublishedAt = published && !submits ? now : (DateTimeOffset?)null,
            },
            transaction,
            cancellationToken: cancellation));
        if (request.Contact is not null)
        {
            await contacts.Store(transaction, row, request.Contact, now, cancellation);
        }

        if (leaves || (submits && before.Status == "published"))
        {
            await DemandEvents.Withdraw(transaction, id, row.Revision, leaves ? "confidential" : "in_verification", now, cancellation);
        }

        await DemandEvents.Announce(transaction, [id], now, cancellation);
        if (row.Status == "published" || leaves)
        {
            await DemandPieces.Note(transaction, id, request, cancellation);
        }

        await AuditTrail.Record(transaction, Acts.Of(caller, row, "demand.revised"), cancellation);
        if (submits)
        {
            await SubmitDemand.Again(transaction, row, request.RegionCode!, levels, caller, now, cancellation);
        }

        var onFile = request.Contact ?? await contacts.OnFile(connection, transaction, row, caller, cancellation);
        await outbox.Commit(transaction, cancellation);
        Revisions.SetETag(http, row.Revision);
        return TypedResults.Ok(DemandView.Of(row, caller, onFile.Masked()));
    }
}
