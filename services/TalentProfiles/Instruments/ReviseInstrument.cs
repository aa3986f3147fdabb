using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Platform.Messaging;
using Matchmaking.TalentProfiles.Instruments.Bookings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Matchmaking.TalentProfiles.Instruments;

/// <summary>
/// PUT /v1/instruments/{id}: replaces the form. Other hours hold from now on, and those before stay as they were; bookings that would fall outside them stand in the way, and
/// the answer names them. A price that changes is that of later bookings.
/// </summary>
public static class ReviseInstrument
{
    private const string UpdateInstrument = """
        update instrument
        set kind = @Kind, platform_kind = @PlatformKind, name = @Name, english_name = @EnglishName, model = @Model, region_code = @RegionCode, fields = @Fields, indicators = @Indicators,
            sample_requirements = @SampleRequirements, service_days = @ServiceDays, value_yuan = @ValueYuan, bought_on = @BoughtOn::date, price_yuan = @PriceYuan,
            price_elsewhere_yuan = @PriceElsewhereYuan, price_unit = @PriceUnit, lead_hours = @LeadHours, search_key = @SearchKey, revision = revision + 1, updated_at = @Now
        where instrument_id = @Id
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapReviseInstrument(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/instruments/{id:guid}", Handle).WithName("ReviseInstrument").WithTags("Instruments").Allow(Scopes.InstrumentsWrite, Roles.Enterprise, Roles.Institute, Roles.Operator)
            .Validated<InstrumentForm>().WithProblems(403, 404, 409, 412, 428);

    private static async Task<Results<Ok<InstrumentView>, ProblemHttpResult>> Handle(
        Guid id, InstrumentForm request, HttpContext http, CallerDatabase database, IOptions<InstrumentOptions> options, Outbox outbox, Caller caller, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var row = await InstrumentRow.Hold(transaction, id, clock.GetUtcNow(), cancellation);
        if (InstrumentRow.Refuse(http, id, row, caller) is { } refused)
        {
            return refused;
        }

        if (request.OwnerCreditCode != row!.OwnerCode || request.OwnerKind != row.OwnerKind)
        {
            return Problems.OwnerFixed();
        }

        // Only now, for others may have had their turn meanwhile.
        var now = clock.GetUtcNow();
        await connection.ExecuteAsync(new CommandDefinition(UpdateInstrument, RegisterInstrument.Row(id, request, now), transaction, cancellationToken: cancellation));
        if (row.HasOtherHours(request))
        {
            await InstrumentSteps.StoreHours(transaction, id, request, now, cancellation);
            if (await BookingRow.Outside(transaction, id, now, cancellation) is { Count: > 0 } outside)
            {
                return Problems.BookingsInTheWay(outside);
            }
        }

        var revised = await InstrumentSteps.Announce(transaction, id, caller, "instrument.revised", now, cancellation);
        await outbox.Commit(transaction, cancellation);
        Revisions.SetETag(http, revised.Revision);
        return TypedResults.Ok(revised.View(options.Value));
    }
}
