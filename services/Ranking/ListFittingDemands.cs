using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Lists;
using Matchmaking.Ranking.State;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Ranking;

/// <summary>The open demands that fit one expert.</summary>
/// <param name="TalentId">The expert.</param>
/// <param name="Demands">Best first; empty when none fits or the expert is not ranked now (no consent, no free capacity).</param>
public sealed record FittingDemands(Guid TalentId, IReadOnlyList<FittingDemand> Demands);

/// <summary>GET /v1/experts/{id}/demands: the other direction, with the scores that the demands' own lists show.</summary>
public static class ListFittingDemands
{
    /// <summary>Maps the endpoint.</summary>
    public static void MapListFittingDemands(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/experts/{id:guid}/demands", Handle).WithName("ListFittingDemands").WithTags("Rankings").Allow(Scopes.MatchesRead, Roles.Institute, Roles.Reviewer, Roles.Operator).WithReadProblems(400, 404, 503);

    private static async Task<Results<Ok<FittingDemands>, ProblemHttpResult>> Handle(Guid id, int? limit, Caller caller, RankingState state, RankedLists lists, CancellationToken cancellation)
    {
        if (limit is < 1 or > Keyset.MaxLimit)
        {
            return ApiProblem.Invalid400(new FieldError("limit", "out_of_range", $"limit is 1 to {Keyset.MaxLimit}."));
        }

        if (!state.Loaded.IsCompleted)
        {
            return Problems.NotReady();
        }

        return state.Candidates.Current.Find(id) is not { } expert || !(caller.IsBureau || caller.IsOwnerOf(expert.Item))
            ? Problems.ExpertNotRanked(id)
            : TypedResults.Ok(new FittingDemands(id, lists.Fitting(id, limit ?? Keyset.DefaultLimit, await lists.EncodedFor(id, cancellation))));
    }
}
