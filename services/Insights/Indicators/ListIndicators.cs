using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Insights.Indicators;

/// <summary>All indicators.</summary>
/// <param name="Items">In the order of their codes; groups are the parents that others name.</param>
public sealed record IndicatorList(IReadOnlyList<IndicatorView> Items);

/// <summary>GET /v1/indicators: the tree of indicators, as it is defined now or was at a time; and GET /v1/indicators/{code}.</summary>
public static class ListIndicators
{
    /// <summary>Maps the endpoints.</summary>
    public static void MapListIndicators(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/indicators", List).WithName("ListIndicators").WithTags("Indicators").Allow(Scopes.InsightsRead, Roles.Reviewer, Roles.Operator);
        routes.MapGet("/indicators/{code}", Get).WithName("GetIndicator").WithTags("Indicators").Allow(Scopes.InsightsRead, Roles.Reviewer, Roles.Operator).WithReadProblems(404);
    }

    private static async Task<Ok<IndicatorList>> List(DateTimeOffset? asOf, CallerDatabase database, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return TypedResults.Ok(new IndicatorList(await IndicatorView.Read(connection, null, asOf?.ToUniversalTime() ?? clock.GetUtcNow(), cancellation)));
    }

    private static async Task<Results<Ok<IndicatorView>, ProblemHttpResult>> Get(string code, HttpContext http, CallerDatabase database, TimeProvider clock, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (await IndicatorView.Find(connection, code, clock.GetUtcNow(), cancellation) is not { } indicator)
        {
            return Problems.IndicatorNotFound(code);
        }

        Revisions.SetETag(http, indicator.Version);
        return TypedResults.Ok(indicator);
    }
}
