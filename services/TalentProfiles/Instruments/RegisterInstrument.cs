using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.TalentProfiles.Instruments;

/// <summary>POST /v1/instruments: enters what is shared (大型仪器、中试线、平台). Institutes and enterprises enter their own, operators anybody's.</summary>
public static class RegisterInstrument
{
    private const string InsertInstrument = """
        insert into instrument (instrument_id, owner_code, owner_kind, kind, platform_kind, name, english_name, model, region_code, fields, indicators, sample_requirements, service_days, value_yuan,
                                bought_on, price_yuan, price_elsewhere_yuan, price_unit, lead_hours, search_key, revision, created_at, updated_at)
        values (@Id, @OwnerCreditCode, @OwnerKind, @Kind, @PlatformKind, @Name, @EnglishName, @Model, @RegionCode, @Fields, @Indicators, @SampleRequirements, @ServiceDays, @ValueYuan,
                @BoughtOn::date, @PriceYuan, @PriceElsewhereYuan, @PriceUnit, @LeadHours, @SearchKey, 1, @Now, @Now)
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapRegisterInstrument(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/instruments", Handle).WithName("RegisterInstrument").WithTags("Instruments").Allow(Scopes.InstrumentsWrite, Roles.Enterprise, Roles.Institute, Roles.Operator)
            .Validated<InstrumentForm>().WithProblems(403, 409, 422);

    private static Task<Results<Created<InstrumentView>, ProblemHttpResult>> Handle(
        InstrumentForm request, HttpContext http, IOptions<InstrumentOptions> options, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.Run<InstrumentForm, InstrumentView>(
            http,
            request,
            async transaction =>
            {
                if (!caller.Roles.Contains(Roles.Operator) && (request.OwnerCreditCode != caller.Organisation || !caller.Roles.Contains(request.OwnerKind!)))
                {
                    return SharedProblems.NotYours("ownerCreditCode");
                }

                var now = clock.GetUtcNow();
                var id = Guid.CreateVersion7(now);
                try
                {
                    await transaction.Connection!.ExecuteAsync(new CommandDefinition(InsertInstrument, Row(id, request, now), transaction, cancellationToken: cancellation));
                }
                catch (PostgresException error) when (error.ConstraintName == "instrument_institute")
                {
                    return Problems.OwnerUnknown(request.OwnerCreditCode!);
                }

                await InstrumentSteps.StoreHours(transaction, id, request, now, cancellation);
                var row = await InstrumentSteps.Announce(transaction, id, caller, "instrument.registered", now, cancellation);
                return TypedResults.Created($"/v1/instruments/{id}", row.View(options.Value));
            },
            cancellation);

    /// <summary>The columns of a form.</summary>
    internal static object Row(Guid id, InstrumentForm form, DateTimeOffset now) => new
    {
        Id = id,
        form.OwnerCreditCode,
        form.OwnerKind,
        form.Kind,
        form.PlatformKind,
        form.Name,
        form.EnglishName,
        form.Model,
        form.RegionCode,
        Fields = (form.Fields ?? []).ToArray(),
        form.Indicators,
        form.SampleRequirements,
        form.ServiceDays,
        form.ValueYuan,
        BoughtOn = form.BoughtOn?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        form.PriceYuan,
        form.PriceElsewhereYuan,
        form.PriceUnit,
        LeadHours = form.LeadHours ?? 0,
        // Parts are kept apart, so that nothing is found across them.
        SearchKey = string.Join('\n', InstrumentLikeness.Key(form.Name), InstrumentLikeness.Key(form.EnglishName), InstrumentLikeness.Key(form.Model)),
        Now = now,
    };
}
