using Matchmaking.Insights.Figures;
using Npgsql;

namespace Matchmaking.Insights.Indicators;

/// <summary>An indicator in one period.</summary>
/// <param name="Period">Such as 2026-07.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="Value">In the unit of the indicator, as corrected; null where nobody entered one, see <paramref name="Abstention"/>.</param>
/// <param name="Filed">What was entered first; for a computed one the same as the value.</param>
/// <param name="Abstention">Why there is no value: not_entered, does_not_add_up or overlapping; null when there is one.</param>
/// <param name="Target">What it is to reach; null when nobody set it.</param>
/// <param name="Rate">完成率: how much of the target, 1 for all of it; null without a value, a target above 0, or where less is better.</param>
/// <param name="Met">Whether the target is met; null without a value or a target.</param>
/// <param name="Previous">The period before.</param>
/// <param name="ChangeOnPrevious">环比: 0.1 for a tenth more; null where there was nothing to compare with.</param>
/// <param name="YearBefore">The same period of the year before.</param>
/// <param name="ChangeOnYear">同比.</param>
public sealed record IndicatorValue(
    string Period,
    DateOnly From,
    DateOnly To,
    decimal? Value,
    decimal? Filed,
    string? Abstention,
    decimal? Target,
    decimal? Rate,
    bool? Met,
    decimal? Previous,
    decimal? ChangeOnPrevious,
    decimal? YearBefore,
    decimal? ChangeOnYear);

/// <summary>Computes the values of an indicator, from facts or from entries.</summary>
internal static class IndicatorValues
{
    /// <summary>The values in some periods; empty for a group.</summary>
    public static async Task<IReadOnlyList<IndicatorValue>> Of(NpgsqlConnection connection, IndicatorView indicator, Scope scope, IReadOnlyList<Period> periods, CancellationToken cancellation)
    {
        if (indicator.Source == "group")
        {
            return [];
        }

        Period[] all = [.. periods.Concat(periods.Select(period => period.Previous())).Concat(periods.Select(period => period.YearBefore()).OfType<Period>()).DistinctBy(period => period.Name)];
        var figures = indicator.Measure is { } measure
            ? (await FactFigures.Of(connection, Measure.Known[measure], scope, all, cancellation)).ToDictionary(row => row.Key, row => new EnteredFigure(row.Value, row.Value, null))
            : await Entered(connection, indicator, scope, all, cancellation);
        var targets = await Targets.Of(connection, indicator.Code, scope, periods, cancellation);
        return [.. periods.Select(period => Value(indicator, period, figures, targets.TryGetValue(period.Name, out var target) ? target : null))];
    }

    /// <summary>The figure of one range of days, by itself.</summary>
    public static async Task<EnteredFigure> Figure(NpgsqlConnection connection, IndicatorView indicator, Scope scope, Period range, CancellationToken cancellation) =>
        indicator.Measure is { } measure && await FactFigures.Of(connection, Measure.Known[measure], scope, [range], cancellation) is { } figures
            ? new EnteredFigure(figures[range.Name], figures[range.Name], null)
            : (await Entered(connection, indicator, scope, [range], cancellation))[range.Name];

    private static async Task<Dictionary<string, EnteredFigure>> Entered(NpgsqlConnection connection, IndicatorView indicator, Scope scope, Period[] periods, CancellationToken cancellation)
    {
        var values = await EnteredFigures.Read(connection, indicator.Code, scope, periods.Min(period => period.From), periods.Max(period => period.To), cancellation);
        return periods.ToDictionary(period => period.Name, period => EnteredFigures.Of(values, period, scope, indicator.AddsUp));
    }

    private static IndicatorValue Value(IndicatorView indicator, Period period, Dictionary<string, EnteredFigure> figures, decimal? target)
    {
        var (figure, previous) = (figures[period.Name], figures[period.Previous().Name].Corrected);
        var yearBefore = period.YearBefore() is { } before ? figures[before.Name].Corrected : null;
        var isUp = indicator.Direction == "up";
        return new IndicatorValue(
            period.Name,
            period.From,
            period.To.AddDays(-1),
            figure.Corrected,
            figure.Filed,
            figure.Abstention,
            target,
            isUp && target > 0 ? Ratio(figure.Corrected / target) : null,
            target is null ? null : isUp ? figure.Corrected >= target : figure.Corrected <= target,
            previous,
            Change(figure.Corrected, previous),
            yearBefore,
            Change(figure.Corrected, yearBefore));
    }

    private static decimal? Change(decimal? value, decimal? before) => before is null or 0 ? null : Ratio((value - before) / Math.Abs(before.Value));

    // Four decimals are a hundredth of a percent; more would only look exact.
    internal static decimal? Ratio(decimal? ratio) => ratio is { } exact ? Math.Round(exact, 4, MidpointRounding.AwayFromZero) : null;
}
