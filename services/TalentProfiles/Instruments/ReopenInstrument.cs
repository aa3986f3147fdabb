using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Matchmaking.TalentProfiles.Instruments;

/// <summary>POST /v1/instruments/{id}/reopen: ends the maintenance that runs, or gives up the next one that is planned.</summary>
public static class ReopenInstrument
{
    private const string EndMaintenance = """
        update instrument_outage set during = tstzrange(lower(during), @now) where instrument_id = @id and kind = 'maintenance' and during @> @now and lower(during) < @now
        """;

    private const string GiveUpNext = """
        delete from instrument_outage where instrument_id = @id and kind = 'maintenance'
          and lower(during) = (select min(lower(o.during)) from instrument_outage o where o.instrument_id = @id and o.kind = 'maintenance' and lower(o.during) >= @now)
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapReopenInstrument(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/instruments/{id:guid}/reopen", Handle).WithName("ReopenInstrument").WithTags("Instruments").Allow(Scopes.InstrumentsWrite, Roles.Enterprise, Roles.Institute, Roles.Operator)
            .WithReadProblems(403, 404, 409, 412, 422, 428);

    private static Task<Results<Ok<InstrumentView>, ProblemHttpResult>> Handle(
        Guid id, HttpContext http, IOptions<InstrumentOptions> options, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.RunOk<string, InstrumentView>(
            http,
            $"{id}",
            async transaction =>
            {
                var row = await InstrumentRow.Hold(transaction, id, clock.GetUtcNow(), cancellation);
                if (InstrumentRow.Refuse(http, id, row, caller) is { } refused)
                {
                    return refused;
                }

                var now = clock.GetUtcNow();
                if (await Execute(EndMaintenance) == 0 && await Execute(GiveUpNext) == 0)
                {
                    return Problems.InstrumentNotInMaintenance();
                }

                await InstrumentSteps.Raise(transaction, id, now, cancellation);
                var open = await InstrumentSteps.Announce(transaction, id, caller, "instrument.reopened", now, cancellation);
                Revisions.SetETag(http, open.Revision);
                return TypedResults.Ok(open.View(options.Value));

                Task<int> Execute(string statement) => transaction.Connection!.ExecuteAsync(new CommandDefinition(statement, new { id, now }, transaction, cancellationToken: cancellation));
            },
            cancellation);
}
