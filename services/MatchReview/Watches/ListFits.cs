using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.MatchReview.Watches;

/// <summary>What fitted a watch and was told.</summary>
/// <param name="MatchId">The match; an institute reads it once it was accepted.</param>
/// <param name="DemandId">The need.</param>
/// <param name="ExpertId">The expert.</param>
/// <param name="Rank">The rank of the expert for the need then, from 1.</param>
/// <param name="Score">The score then, 0 to 100.</param>
/// <param name="FittedAt">UTC.</param>
public sealed record WatchFitView(Guid MatchId, Guid DemandId, Guid ExpertId, int Rank, double Score, DateTime FittedAt);

/// <summary>GET /v1/watches/{id}/fits: what has newly fitted a watch, latest first.</summary>
public static class ListFits
{
    private const string SelectFits = """
        select f.match_id as MatchId, f.demand_id as DemandId, f.talent_id as ExpertId, f.rank as Rank, f.score as Score, f.fitted_at as FittedAt
        from watch_fit f where f.watch_id = @Id and f.told
        """;

    private static readonly Sorting<WatchFitView> Sorting = new Sorting<WatchFitView>("-fittedAt")
        .By("id", "f.match_id", f => f.MatchId)
        .By("fittedAt", "f.fitted_at", f => f.FittedAt)
        .By("score", "f.score", f => f.Score);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListFits(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/watches/{id:guid}/fits", Handle).WithName("ListFits").WithTags("Watches").Allow(Scopes.MatchesRead, Roles.Enterprise, Roles.Institute).Sorted(Sorting)
            .WithReadProblems(400, 404);

    private static async Task<Results<Ok<KeysetPage<WatchFitView>>, ProblemHttpResult>> Handle(
        Guid id, string? sort, int? limit, string? cursor, HttpContext http, CallerDatabase database, CancellationToken cancellation)
    {
        if (Sorting.TryRead(sort, limit, cursor, out var page) is { } fault)
        {
            return ApiProblem.Invalid400(fault);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (await connection.QuerySingleOrDefaultAsync<WatchView>(new CommandDefinition(WatchView.SelectOne, new { id }, cancellationToken: cancellation)) is null)
        {
            return Problems.WatchNotFound(id);
        }

        var rows = await connection.QueryAsync<WatchFitView>(new CommandDefinition(page.Of(SelectFits), page.With(new { Id = id }), cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, rows.AsList()));
    }
}
