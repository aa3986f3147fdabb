using Matchmaking.Access;
using Matchmaking.Contracts.Ranking;
using Matchmaking.Platform.Http;
using Matchmaking.Ranking.Lists;
using Matchmaking.Ranking.State;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Ranking;

/// <summary>A list that was made again and came out the same to the last byte.</summary>
/// <param name="RankingId">The list.</param>
/// <param name="RankingDigest">What made it, then and now.</param>
/// <param name="Abstention">Why nobody on it is a clear match; null when the first is one.</param>
/// <param name="Matches">As they were published.</param>
public sealed record ReplayedRanking(Guid RankingId, string RankingDigest, string? Abstention, IReadOnlyList<RankedMatch> Matches);

/// <summary>
/// POST /v1/rankings/{id}:replay: makes a list again by the model that made it, whatever ranks now. Where an expert, the demand or the code has changed
/// since, it says so instead of giving another list for the same.
/// </summary>
public static class ReplayRanking
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapReplayRanking(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/rankings/{id:guid}:replay", Handle).WithName("ReplayRanking").WithTags("Rankings").Allow(Scopes.MatchesRead, Roles.Reviewer, Roles.Operator).Repeatable<Guid, ReplayedRanking>().WithReadProblems(404, 410, 503);

    private static async Task<Results<Ok<ReplayedRanking>, ProblemHttpResult>> Handle(
        Guid id, CallerDatabase database, RankingState state, RankedLists lists, CancellationToken cancellation)
    {
        if (!state.Loaded.IsCompleted)
        {
            return Problems.NotReady();
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        var replayed = await new ListReplay(state, lists).Run(connection, id, cancellation);
        return replayed switch
        {
            null => Problems.RankingNotFound(id),
            { Gone: [ListReplay.Erased] } => Problems.RankingRedacted(),
            { IsIdentical: false } => Problems.ReplayGone(replayed.Gone),
            _ => TypedResults.Ok(new ReplayedRanking(id, replayed.RankingDigest, replayed.Abstention, replayed.Matches)),
        };
    }
}
