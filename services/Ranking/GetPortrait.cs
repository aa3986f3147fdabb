using Matchmaking.Platform.Http;
using Matchmaking.Ranking.Portraits;
using Matchmaking.Ranking.State;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Ranking;

/// <summary>GET /v1/experts/{id}/portrait: the talent portrait (人才画像), drawn from the profile as it stands.</summary>
public static class GetPortrait
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapGetPortrait(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/experts/{id:guid}/portrait", Handle).WithName("GetPortrait").WithTags("Rankings").WithReadProblems(404, 503);

    private static Results<Ok<Portrait>, ProblemHttpResult> Handle(Guid id, RankingState state)
    {
        if (!state.Loaded.IsCompleted)
        {
            return Problems.NotReady();
        }

        return state.Candidates.Current.Find(id) is { } entry
            ? TypedResults.Ok(PortraitMaker.Make(entry, state.Moment()))
            : Problems.ExpertNotRanked(id);
    }
}
