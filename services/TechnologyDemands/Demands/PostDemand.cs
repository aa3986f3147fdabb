using System.Text.Json;
using Dapper;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Contacts;
using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands.Contacts;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Demands;

/// <summary>POST /v1/demands: stores a demand as a draft, or publishes it at once.</summary>
public static class PostDemand
{
    private const string InsertDemand = $"""
        insert into demand (demand_id, enterprise_code, title, field, region_code, visibility, status, form, revision, created_at, updated_at, published_at)
        values (@DemandId, @EnterpriseCreditCode, @Title, @Field, @RegionCode, @Visibility, @Status, @FormJson::jsonb, 1, @Now, @Now, @PublishedAt)
        returning {DemandRow.Columns}
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapPostDemand(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/demands", Handle).WithName("PostDemand").WithTags("Demands").Allow(Scopes.DemandsWrite, Roles.Enterprise, Roles.Operator).Validated<DemandForm>().WithProblems(403, 409, 422);

    private static Task<Results<Created<DemandView>, ProblemHttpResult>> Handle(
        DemandForm request, HttpContext http, DemandContacts contacts, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.Run<DemandForm, DemandView>(http, request, transaction => Store(transaction, Guid.CreateVersion7(clock.GetUtcNow()), request, contacts, caller, clock.GetUtcNow(), cancellation), cancellation);

    /// <summary>Stores a demand, here or from an import; a problem leaves nothing, but for an unknown enterprise, which ends the transaction.</summary>
    internal static async Task<Results<Created<DemandView>, ProblemHttpResult>> Store(
        NpgsqlTransaction transaction, Guid demandId, DemandForm form, DemandContacts contacts, Caller caller, DateTimeOffset now, CancellationToken cancellation)
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
        if (publish && PublicationRules.Refuse(form, DateOnly.FromDateTime(now.UtcDateTime)) is { } refused)
        {
            return refused;
        }

        DemandRow row;
        try
        {
            row = await transaction.Connection!.QuerySingleAsync<DemandRow>(new CommandDefinition(
                InsertDemand,
                new
                {
                    DemandId = demandId,
                    form.EnterpriseCreditCode,
                    form.Title,
                    form.Field,
                    form.RegionCode,
                    form.Visibility,
                    Status = publish ? "published" : "draft",
                    FormJson = JsonSerializer.Serialize(form with { Publish = null, Contact = null }, DemandRow.Json),
                    Now = now,
                    PublishedAt = publish ? now : (DateTimeOffset?)null,
                },
                transaction,
                cancellationToken: cancellation));
        }
        catch (PostgresException error) when (error.ConstraintName == "demand_enterprise")
        {
            return Problems.EnterpriseUnknown(form.EnterpriseCreditCode!);
        }

        await contacts.Store(transaction, row.DemandId, form.Contact, now, cancellation);
        await AuditTrail.Record(transaction, Acts.Of(caller, row, publish ? "demand.posted_and_published" : "demand.posted"), cancellation);
        if (publish)
        {
            await DemandEvents.Announce(transaction, [row.DemandId], now, cancellation);
        }

        return TypedResults.Created($"/v1/demands/{row.DemandId}", DemandView.Of(row, caller, form.Contact.Masked()));
    }
}
