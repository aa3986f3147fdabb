using Matchmaking.Access;
using Matchmaking.Insights.Figures;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Insights.Indicators;

/// <summary>An indicator through time.</summary>
/// <param name="Indicator">As it was defined then.</param>
/// <param name="Region">GB/T 2260; null for everywhere.</param>
/// <param name="Organisation">Credit code; null for all.</param>
/// <param name="AsOf">As it was known then, UTC.</param>
/// <param name="IsSettled">True once the same question gets the same answer for good: a minute after <paramref name="AsOf"/>.</param>
/// <param name="Items">The periods in their order.</param>
public sealed record IndicatorSeries(IndicatorView Indicator, string? Region, string? Organisation, DateTimeOffset AsOf, bool IsSettled, IReadOnlyList<IndicatorValue> Items);

/// <summary>GET /v1/indicators/{code}/values?from=2026-01&amp;to=2026-06: an indicator week by week, month by month, quarter by quarter or year by year, with target, 环比 and 同比.</summary>
public static class GetIndicatorValues
{
    private const int Most = 60;

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetIndicatorValues(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/indicators/{code}/values", Handle).WithName("GetIndicatorValues").WithTags("Indicators").Allow(Scopes.InsightsRead, Roles.Reviewer, Roles.Operator).WithReadProblems(400, 404);

    private static async Task<Results<Ok<IndicatorSeries>, ProblemHttpResult>> Handle(
        string code, string from, string? to, string? region, string? organisation, DateTimeOffset? asOf, CallerDatabase database, Caller caller, TimeProvider clock, CancellationToken cancellation)
    {
        if (Scope.TryRead(region, organisation, asOf, caller, clock, out var scope) is { } wrong)
        {
            return ApiProblem.Invalid400(wrong);
        }

        if (TryRead(from, to ?? from, out var periods) is { } fault)
        {
            return ApiProblem.Invalid400(fault);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (await IndicatorView.Find(connection, code, scope.AsOf, cancellation) is not { } indicator)
        {
            return Problems.IndicatorNotFound(code);
        }

        var values = await IndicatorValues.Of(connection, indicator, scope, periods, cancellation);
        return TypedResults.Ok(new IndicatorSeries(indicator, region, organisation, scope.AsOf, scope.IsSettled, values));
    }

    private static FieldError? TryRead(string from, string to, out IReadOnlyList<Period> periods)
    {
        periods = [];
        if (Period.Read(from) is not { } first)
        {
            return new FieldError("from", "unknown_period", Period.Rule);
        }

        if (Period.Read(to) is not { } last || last.Kind != first.Kind || last.From < first.From)
        {
            return new FieldError("to", "unknown_period", "A period of the kind of from, and not before it.");
        }

        var all = new List<Period>();
        for (var period = first; period.From <= last.From; period = period.Next())
        {
            if (all.Count == Most)
            {
                return new FieldError("to", "out_of_range", $"At most {Most} periods at a time.");
            }

            all.Add(period);
        }

        periods = all;
        return null;
    }
}
