using Dapper;
using Matchmaking.Access;
using Matchmaking.MatchReview.Matches;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.MatchReview.Queue;

/// <summary>GET /v1/matches/{id}/comments: what reviewers said of a match, the first one first.</summary>
public static class ListComments
{
    private const string SelectSeen = $"select m.match_id from match m left join demand d using (demand_id) left join talent t using (talent_id) where m.match_id = @id and {MatchRow.Visible}";

    private const string SelectComments = """
        select c.comment_id as Id, c.text as Text, c.author as Account, c.created_at as CreatedAt from match_comment c where c.match_id = @Id
        """;

    private static readonly Sorting<CommentView> Sorting = new Sorting<CommentView>("createdAt")
        .By("id", "c.comment_id", c => c.Id)
        .By("createdAt", "c.created_at", c => c.CreatedAt);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListComments(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/matches/{id:guid}/comments", Handle).WithName("ListComments").WithTags("Queue").Allow(Scopes.MatchesRead, Roles.Reviewer, Roles.Operator).Sorted(Sorting)
            .WithReadProblems(400, 404);

    private static async Task<Results<Ok<KeysetPage<CommentView>>, ProblemHttpResult>> Handle(
        Guid id, string? sort, int? limit, string? cursor, HttpContext http, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        if (Sorting.TryRead(sort, limit, cursor, out var page) is { } fault)
        {
            return ApiProblem.Invalid400(fault);
        }

        var sight = Sight.Of(caller);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var seen = new { id, sight.SightBureau, sight.SightRegions, sight.SightEnterprise, sight.SightInstitute };
        if (await connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(SelectSeen, seen, cancellationToken: cancellation)) is null)
        {
            return Problems.MatchNotFound(id);
        }

        var rows = await connection.QueryAsync<CommentView>(new CommandDefinition(page.Of(SelectComments), page.With(new { Id = id }), cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, rows.AsList()));
    }
}
