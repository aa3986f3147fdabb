using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Matchmaking.TalentProfiles.Instruments;

/// <summary>GET /v1/instruments/{id}.</summary>
public static class GetInstrument
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapGetInstrument(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/instruments/{id:guid}", Handle).WithName("GetInstrument").WithTags("Instruments").AllowAllRoles(Scopes.InstrumentsRead).WithReadProblems(404);

    private static async Task<Results<Ok<InstrumentView>, ProblemHttpResult>> Handle(
        Guid id, HttpContext http, CallerDatabase database, IOptions<InstrumentOptions> options, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (await InstrumentRow.Find(connection, null, id, clock.GetUtcNow(), cancellation) is not { } row)
        {
            return Problems.InstrumentNotFound(id);
        }

        Revisions.SetETag(http, row.Revision);
        return TypedResults.Ok(row.View(options.Value));
    }
}
