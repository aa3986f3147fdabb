using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Matchmaking.TalentProfiles.Instruments;

/// <summary>使用率 of all of a kind in a region.</summary>
/// <param name="RegionCode">Where they stand, as entered.</param>
/// <param name="Kind">instrument, pilot_line or platform.</param>
/// <param name="Instruments">台（套）: how many were available in the period.</param>
/// <param name="AvailableHours">可用机时.</param>
/// <param name="UsedHours">已用机时.</param>
/// <param name="Utilisation">Used by available hours, 0 to 1; null where nothing was available.</param>
/// <param name="ElsewhereShare">跨区: the share of the used hours of organisations of other regions, 0 to 1.</param>
/// <param name="Uses">家次.</param>
/// <param name="Organisations">家: organisations that used any of them, each once.</param>
/// <param name="Below">How many of them were less used than the settings ask for.</param>
public sealed record UtilisationRow(
    string RegionCode, string Kind, long Instruments, decimal AvailableHours, decimal UsedHours, double? Utilisation, double? ElsewhereShare, long Uses, long Organisations, long Below);

/// <summary>使用率 by region and kind.</summary>
/// <param name="From">First day, local time.</param>
/// <param name="To">The day after the last, local time.</param>
/// <param name="LeastUtilisation">What the settings ask for.</param>
/// <param name="Organisations">家: organisations behind all rows, each once; less than their sum where one uses several.</param>
/// <param name="Rows">By region and kind.</param>
public sealed record UtilisationTable(DateOnly From, DateOnly To, double LeastUtilisation, long Organisations, IReadOnlyList<UtilisationRow> Rows);

/// <summary>GET /v1/instruments/utilisation: the table of a <c>period</c> or of the days <c>from</c> to before <c>to</c>, for a bureau, of the regions it serves; one region (with everything below it) or kind.</summary>
public static class ListUtilisation
{
    private const string SelectTable = """
        with chosen as (
            select instrument_id, region_code, kind from instrument
            where (@Region::text is null or region_code like @Region || '%') and (@Kind::text is null or kind = @Kind) and caller_serves(region_code)
        ), use as (
            select * from instrument_use(array(select instrument_id from chosen), tstzrange(@Begin, @End))
        ), booked as (
            select distinct c.region_code, c.kind, b.booker_code from chosen c join instrument_booking b using (instrument_id)
            where b.state = 'used' and tstzrange(@Begin, @End) @> lower(b.during)
        )
        select c.region_code as RegionCode, c.kind as Kind, count(*) filter (where available_hours > 0) as Instruments, sum(available_hours) as Available, sum(used_hours) as Used,
               sum(elsewhere_hours) as Elsewhere, sum(uses)::bigint as Uses,
               (select count(*) from booked b where b.region_code = c.region_code and b.kind = c.kind) as Organisations,
               count(*) filter (where available_hours > 0 and used_hours / available_hours < @Least) as Below, (select count(distinct booker_code) from booked) as AllOrganisations
        from chosen c join use using (instrument_id)
        group by c.region_code, c.kind
        order by c.region_code, c.kind
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapListUtilisation(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/instruments/utilisation", Handle).WithName("ListUtilisation").WithTags("Instruments").Allow(Scopes.InstrumentsRead, Roles.Reviewer, Roles.Operator).WithReadProblems(400);

    private static async Task<Results<Ok<UtilisationTable>, ProblemHttpResult>> Handle(
        string? period, DateOnly? from, DateOnly? to, string? region, string? kind, CallerDatabase database, IOptions<InstrumentOptions> options, TimeProvider clock, CancellationToken cancellation)
    {
        var fault = UtilisationPeriod.TryRead(period, from, to, out var days)
            ?? (region is not null && !Regions.IsValid(region) ? new FieldError("region", "unknown_region", Regions.Rule) : null)
            ?? (kind is not null && !InstrumentCodes.Kinds.Contains(kind) ? new FieldError("kind", "unknown_instrument_kind", $"One of: {string.Join(", ", InstrumentCodes.Kinds.Codes)}.") : null);
        if (fault is not null)
        {
            return ApiProblem.Invalid400(fault);
        }

        var asked = new
        {
            Region = region is null ? null : Regions.Prefix(region),
            Kind = kind,
            days.Begin,
            End = days.EndBefore(clock.GetUtcNow()),
            Least = (decimal)options.Value.LeastUtilisation,
        };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = (await connection.QueryAsync<Sums>(new CommandDefinition(SelectTable, asked, cancellationToken: cancellation))).AsList();
        return TypedResults.Ok(new UtilisationTable(
            days.From, days.To, options.Value.LeastUtilisation, rows.Count == 0 ? 0 : rows[0].AllOrganisations,
            [
                .. rows.Select(row => new UtilisationRow(
                    row.RegionCode, row.Kind, row.Instruments, Math.Round(row.Available, 2), Math.Round(row.Used, 2), GetUtilisation.Share(row.Used, row.Available),
                    GetUtilisation.Share(row.Elsewhere, row.Used), row.Uses, row.Organisations, row.Below)),
            ]));
    }

    private sealed record Sums(
        string RegionCode, string Kind, long Instruments, decimal Available, decimal Used, decimal Elsewhere, long Uses, long Organisations, long Below, long AllOrganisations);
}
