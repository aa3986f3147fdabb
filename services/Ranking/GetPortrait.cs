using Matchmaking.Access;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Platform.Http;
using Matchmaking.Ranking.Portraits;
using Matchmaking.Ranking.State;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Ranking;

/// <summary>GET /v1/experts/{id}/portrait: the talent portrait (人才画像), drawn from the profile as it stands. The ETag is its version.</summary>
public static class GetPortrait
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapGetPortrait(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/experts/{id:guid}/portrait", Handle).WithName("GetPortrait").WithTags("Rankings").AllowAllRoles(Scopes.ExpertsRead).Produces(304).WithReadProblems(404, 503);

    private static Results<Ok<Portrait>, StatusCodeHttpResult, ProblemHttpResult> Handle(Guid id, HttpContext http, Caller caller, RankingState state, KnowledgeGraph graph)
    {
        if (!state.Loaded.IsCompleted)
        {
            return Problems.NotReady();
        }

        if (state.Candidates.Current.Find(id) is not { } entry || !caller.Sees(entry.Item))
        {
            return Problems.ExpertNotRanked(id);
        }

        var moment = state.Moment();
        return Revisions.IsKnown(http, PortraitVersion.Of(id, entry.Revision, moment, graph))
            ? TypedResults.StatusCode(304)
            : TypedResults.Ok(PortraitMaker.Make(entry, moment, graph));
    }
}
