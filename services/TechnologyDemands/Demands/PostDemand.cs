using System.Text.Json;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Contacts;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Storage;
using Matchmaking.TechnologyDemands.Contacts;
using Matchmaking.TechnologyDemands.Diagnosis;
using Matchmaking.TechnologyDemands.Verification;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Demands;

/// <summary>POST /v1/demands: stores a demand as a draft, or publishes it at once; where its region has levels of verification, submits it to them.</summary>
public static class PostDemand
{
    // Without returning: the answer is known here, and what is read back goes through the policies of a reader.
    private const string InsertDemand = """
        insert into demand (demand_id, enterprise_code, title, field, region_code, visibility, status, form, revision, created_at, updated_at, published_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, 1, $9, $9, $10)
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapPostDemand(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/demands", Handle).WithName("PostDemand").WithTags("Demands").Allow(Scopes.DemandsWrite, Roles.Enterprise, Roles.Operator).Validated<DemandForm>().WithProblems(403, 409, 422);

    private static Task<Results<Created<DemandView>, ProblemHttpResult>> Handle(
        DemandForm request, HttpContext http, DemandContacts contacts, PublicationRules rules, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.RunDeferred<DemandForm, DemandView>(
            http,
            request,
            transaction => Store(transaction, Guid.CreateVersion7(clock.GetUtcNow()), request, contacts, rules, caller, clock.GetUtcNow(), cancellation),
            refused => refused.ConstraintName == "demand_enterprise" ? Problems.EnterpriseUnknown(request.EnterpriseCreditCode!) : null,
            cancellation);

    /// <summary>Stores a demand, here or from an import; a problem leaves nothing.</summary>
    /// <exception cref="PostgresException">Constraint demand_enterprise, at the latest with the commit: the enterprise of a draft is not registered.</exception>
    internal static async Task<Results<Created<DemandView>, ProblemHttpResult>> Store(
        NpgsqlTransaction transaction, Guid demandId, DemandForm form, DemandContacts contacts, PublicationRules rules, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!caller.ActsFor(form.EnterpriseCreditCode))
        {
            return SharedProblems.NotYours("enterpriseCreditCode");
        }

        if (form.Contact is null)
        {
            return Problems.ContactRequired();
        }

        var publish = form.Publish == true;
        if (publish && rules.Refuse(form, caller, DateOnly.FromDateTime(now.UtcDateTime)) is { } refused)
        {
            return refused;
        }

        var levels = publish ? rules.LevelsOf(form.RegionCode!) : [];
        var opens = publish && levels.Count == 0;
        DemandEnterprise? enterprise = null;
        if (opens && (enterprise = await DemandEvents.HoldEnterprise(transaction, form.EnterpriseCreditCode!, cancellation)) is null)
        {
            return Problems.EnterpriseUnknown(form.EnterpriseCreditCode!);
        }

        var stored = form with { Publish = null, Contact = null };
        // To the microsecond, as the database keeps it.
        var at = now.UtcDateTime.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        var row = new DemandRow
        {
            DemandId = demandId,
            EnterpriseCode = form.EnterpriseCreditCode!,
            Status = opens ? "published" : publish ? "in_verification" : "draft",
            FormJson = JsonSerializer.Serialize(stored, DemandRow.Json),
            Revision = 1,
            CreatedAt = at,
            UpdatedAt = at,
            PublishedAt = opens ? at : null,
        };
        await Deferral.Execute(
            transaction, InsertDemand, cancellation,
            row.DemandId, row.EnterpriseCode, form.Title, form.Field, form.RegionCode, form.Visibility, row.Status, row.FormJson, row.CreatedAt, row.PublishedAt);
        await contacts.Add(transaction, row, form.Contact, now, cancellation);
        await AuditTrail.Record(transaction, Acts.Of(caller, row, opens ? "demand.posted_and_published" : "demand.posted"), cancellation);
        if (enterprise is not null)
        {
            await DemandEvents.Announce(transaction, row, stored, enterprise, now, cancellation);
            await DemandPieces.Note(transaction, row.DemandId, stored, cancellation);
        }
        else if (publish)
        {
            await SubmitDemand.First(transaction, row, form.RegionCode!, levels, caller, now, cancellation);
        }

        return TypedResults.Created($"/v1/demands/{row.DemandId}", DemandView.Of(row, stored, caller, form.Contact.Masked()));
    }
}
