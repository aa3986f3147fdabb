using Dapper;
using Matchmaking.Insights.Figures;
using Matchmaking.Insights.Funnel;
using Matchmaking.Insights.Indicators;
using Npgsql;

namespace Matchmaking.Insights.Bulletins;

/// <summary>What a bureau reports of a week, month, quarter or year (周报, 月度通报, 季度通报, 年度报告).</summary>
/// <param name="Period">Such as 2026-07.</param>
/// <param name="Region">GB/T 2260; null for everywhere.</param>
/// <param name="AsOf">As it was known then, UTC.</param>
/// <param name="IsSettled">True once the same question gets the same bytes for good.</param>
/// <param name="Rows">The indicators in use, group by group; groups come before what stands in them.</param>
/// <param name="Funnel">What became of the needs of the period.</param>
/// <param name="Corrections">Figures of the year so far that were corrected (回头看), the newest first, at most fifty.</param>
public sealed record Bulletin(
    string Period, string? Region, DateTimeOffset AsOf, bool IsSettled, IReadOnlyList<BulletinRow> Rows, FunnelView Funnel, IReadOnlyList<BulletinCorrection> Corrections)
{
    private const string SelectCorrections = """
        select e.indicator as Indicator, e.region_code as Region, e.period as Period, before.value as Before, e.value as After, e.reason as Reason, e.known_at as CorrectedAt
        from entry e join entry before on before.entry_id = e.corrects
        where e.known_at <= @AsOf and e.from_day >= @From and e.to_day <= @To and (@Region::text is null or starts_with(e.region_code, @Region))
        order by e.known_at desc, e.entry_id limit 50
        """;

    /// <summary>Makes the bulletin of a period.</summary>
    internal static async Task<Bulletin> Of(NpgsqlConnection connection, Scope scope, Period period, CancellationToken cancellation)
    {
        var year = Figures.Period.Containing("year", period.To.AddDays(-1));
        // From the first of January to the end of the period: 年初累计.
        var toDate = period.Kind == "year" ? period : new Period($"{year.Name}..{period.Name}", "range", year.From, period.To);
        var rows = new List<BulletinRow>();
        foreach (var indicator in InTree(await IndicatorView.Read(connection, null, scope.AsOf, cancellation)))
        {
            if (indicator.Source == "group")
            {
                rows.Add(new BulletinRow(indicator, null, null, null, null));
                continue;
            }

            var value = (await IndicatorValues.Of(connection, indicator, scope, [period], cancellation))[0];
            var figure = await IndicatorValues.Figure(connection, indicator, scope, toDate, cancellation);
            decimal? target = (await Targets.Of(connection, indicator.Code, scope, [year], cancellation)).TryGetValue(year.Name, out var set) ? set : null;
            rows.Add(new BulletinRow(indicator, value, figure.Corrected, target, indicator.Direction == "up" && target > 0 ? IndicatorValues.Ratio(figure.Corrected / target) : null));
        }

        var asked = new { scope.AsOf, scope.Region, From = year.From.ToDateTime(TimeOnly.MinValue), To = period.To.ToDateTime(TimeOnly.MinValue) };
        var corrections = await connection.QueryAsync<BulletinCorrection>(new CommandDefinition(SelectCorrections, asked, cancellationToken: cancellation));
        var funnel = await GetFunnel.Read(connection, scope, period, null, cancellation);
        return new Bulletin(period.Name, scope.RegionCode, scope.AsOf, scope.IsSettled, rows, funnel, corrections.AsList());
    }

    private static IEnumerable<IndicatorView> InTree(IReadOnlyList<IndicatorView> indicators)
    {
        var active = indicators.Where(indicator => indicator.IsActive).ToDictionary(indicator => indicator.Code, StringComparer.Ordinal);
        // What stands in a group that is no longer used stands at the top.
        var children = active.Values.ToLookup(indicator => indicator.ParentCode is { } parent && active.ContainsKey(parent) ? parent : null);
        IEnumerable<IndicatorView> Below(string? parent) =>
            children[parent].OrderBy(indicator => indicator.Source == "group").ThenBy(indicator => indicator.Code, StringComparer.Ordinal).SelectMany(indicator => Below(indicator.Code).Prepend(indicator));
        return Below(null);
    }
}

/// <summary>A row of a bulletin.</summary>
/// <param name="Indicator">As it was defined then.</param>
/// <param name="Value">Of the period, with its own target, 环比 and 同比; null for a group.</param>
/// <param name="YearToDate">年初累计: from the first of January; null where there is no value.</param>
/// <param name="YearTarget">全年目标; null when nobody set it.</param>
/// <param name="YearRate">全年目标完成率; null without both.</param>
public sealed record BulletinRow(IndicatorView Indicator, IndicatorValue? Value, decimal? YearToDate, decimal? YearTarget, decimal? YearRate);

/// <summary>A figure that was corrected.</summary>
public sealed record BulletinCorrection
{
    /// <summary>Code of the indicator.</summary>
    public string Indicator { get; init; } = "";

    /// <summary>GB/T 2260.</summary>
    public string Region { get; init; } = "";

    /// <summary>Such as 2026-07.</summary>
    public string Period { get; init; } = "";

    /// <summary>What stood there.</summary>
    public decimal Before { get; init; }

    /// <summary>What it is.</summary>
    public decimal After { get; init; }

    /// <summary>Why.</summary>
    public string Reason { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime CorrectedAt { get; init; }
}
