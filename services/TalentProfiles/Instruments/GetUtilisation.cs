using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Matchmaking.TalentProfiles.Instruments;

/// <summary>使用率 of an instrument in a period, as far as it has passed.</summary>
/// <param name="InstrumentId">Which.</param>
/// <param name="From">First day, local time.</param>
/// <param name="To">The day after the last, local time.</param>
/// <param name="AvailableHours">可用机时: opening hours as they were then, without closed days, maintenance and what lies after its retirement.</param>
/// <param name="UsedHours">已用机时, as measured; of a booking that reaches over an end of the period the share that lies within.</param>
/// <param name="Utilisation">Used by available hours, 0 to 1; null where nothing was available.</param>
/// <param name="ElsewhereShare">跨区: the share of the used hours of organisations of other regions, 0 to 1; null where nothing was used.</param>
/// <param name="Uses">家次: uses that began in the period.</param>
/// <param name="ElsewhereUses">Those of organisations of other regions.</param>
/// <param name="Organisations">家: organisations behind the uses, each once.</param>
/// <param name="BelowThreshold">It was available and less used than the settings ask for.</param>
public sealed record UtilisationView(
    Guid InstrumentId, DateOnly From, DateOnly To, decimal AvailableHours, decimal UsedHours, double? Utilisation, double? ElsewhereShare, long Uses, long ElsewhereUses, long Organisations,
    bool BelowThreshold);

/// <summary>GET /v1/instruments/{id}/utilisation: of a <c>period</c> (2026, 2026-Q3, 2026-11) or of the days <c>from</c> to before <c>to</c>; computed from the rows each time.</summary>
public static class GetUtilisation
{
    private const string SelectExistence = "select exists (select from instrument where instrument_id = @id)";

    private const string SelectUse = """
        select instrument_id as Id, available_hours as Available, used_hours as Used, elsewhere_hours as Elsewhere, uses as Uses, elsewhere_uses as ElsewhereUses, organisations as Organisations
        from instrument_use(@ids, tstzrange(@begin, @end))
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetUtilisation(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/instruments/{id:guid}/utilisation", Handle).WithName("GetUtilisation").WithTags("Instruments").AllowAllRoles(Scopes.InstrumentsRead).WithReadProblems(400, 404);

    private static async Task<Results<Ok<UtilisationView>, ProblemHttpResult>> Handle(
        Guid id, string? period, DateOnly? from, DateOnly? to, CallerDatabase database, IOptions<InstrumentOptions> options, TimeProvider clock, CancellationToken cancellation)
    {
        if (UtilisationPeriod.TryRead(period, from, to, out var days) is { } fault)
        {
            return ApiProblem.Invalid400(fault);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (!await connection.QuerySingleAsync<bool>(new CommandDefinition(SelectExistence, new { id }, cancellationToken: cancellation)))
        {
            return Problems.InstrumentNotFound(id);
        }

        return TypedResults.Ok((await Of(connection, [id], days, options.Value, clock.GetUtcNow(), cancellation))[id]);
    }

    /// <summary>That of many.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, UtilisationView>> Of(
        NpgsqlConnection connection, Guid[] ids, UtilisationPeriod days, InstrumentOptions options, DateTimeOffset now, CancellationToken cancellation) =>
        (await connection.QueryAsync<Use>(new CommandDefinition(SelectUse, new { ids, begin = days.Begin, end = days.EndBefore(now) }, cancellationToken: cancellation)))
            .ToDictionary(use => use.Id, use => new UtilisationView(
                use.Id, days.From, days.To, Math.Round(use.Available, 2), Math.Round(use.Used, 2), Share(use.Used, use.Available), Share(use.Elsewhere, use.Used), use.Uses, use.ElsewhereUses,
                use.Organisations, IsBelow(use.Used, use.Available, options)));

    /// <summary>A part of a whole to four digits; null of nothing.</summary>
    internal static double? Share(decimal part, decimal whole) => whole == 0 ? null : (double)Math.Round(part / whole, 4);

    /// <summary>Whether it was used less than the settings ask for.</summary>
    internal static bool IsBelow(decimal used, decimal available, InstrumentOptions options) => available > 0 && (double)(used / available) < options.LeastUtilisation;

    private sealed record Use(Guid Id, decimal Available, decimal Used, decimal Elsewhere, long Uses, long ElsewhereUses, long Organisations);
}
