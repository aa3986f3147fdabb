using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges.Bids;

/// <summary>A bid on the list of a challenge.</summary>
public sealed record BidListItem(Guid Id, int Round, string BidderCreditCode, string State, int Revision, DateTime? Until);

/// <summary>GET /v1/challenges/{id}/bids: the bids that the caller may see, of all rounds; those of others once their round is closed, to the bureau and to who posts.</summary>
public static class ListBids
{
    private const string SelectBids = "select bid_id as Id, round as Round, bidder_code as BidderCreditCode, state as State, number as Revision, until as Until from bid where challenge_id = @id";

    private static readonly Sorting<BidListItem> Sorting = new Sorting<BidListItem>("createdAt").By("createdAt", "bid_id", b => b.Id);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListBids(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/challenges/{id:guid}/bids", Handle).WithName("ListBids").WithTags("Bids").AllowAllRoles(Scopes.DemandsRead).Sorted(Sorting).WithReadProblems(400, 404);

    private static async Task<Results<Ok<KeysetPage<BidListItem>>, ProblemHttpResult>> Handle(
        Guid id, string? sort, int? limit, string? cursor, HttpContext http, CallerDatabase database, CancellationToken cancellation)
    {
        if (Sorting.TryRead(sort, limit, cursor, out var page) is { } fault)
        {
            return ApiProblem.Invalid400(fault);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (await ChallengeRow.Find(connection, null, id, cancellation) is null)
        {
            return Problems.ChallengeNotFound(id);
        }

        var found = await connection.QueryAsync<BidListItem>(new CommandDefinition(page.Of(SelectBids), page.With(new { id }), cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, found.AsList()));
    }
}
