using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges.Teams;

/// <summary>GET /v1/challenges/{id}/objections: all of them to the bureau, its own to an organisation.</summary>
public static class ListObjections
{
    private const string SelectObjections = """
        select o.objection_id as Id, o.challenge_id as ChallengeId, o.round as Round, o.bid_id as BidId, o.organisation as Organisation, o.reason_codes as ReasonCodes, o.text as Text, r.upheld as Upheld,
               r.text as Ruling, o.at as At
        from objection o left join objection_ruling r using (objection_id) where o.challenge_id = @id
        """;

    private static readonly Sorting<ObjectionRow> Sorting = new Sorting<ObjectionRow>("at").By("at", "o.objection_id", o => o.Id);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListObjections(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/challenges/{id:guid}/objections", Handle).WithName("ListObjections").WithTags("Challenges").AllowAllRoles(Scopes.DemandsRead).Sorted(Sorting).WithReadProblems(400, 404);

    private static async Task<Results<Ok<KeysetPage<ObjectionView>>, ProblemHttpResult>> Handle(
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

        var found = await connection.QueryAsync<ObjectionRow>(new CommandDefinition(page.Of(SelectObjections), page.With(new { id }), cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, found.AsList(), o => new ObjectionView(o.Id, o.ChallengeId, o.Round, o.BidId, o.Organisation, o.ReasonCodes, o.Text, o.Upheld, o.Ruling, o.At)));
    }

    // Dapper fills arrays through properties only.
    private sealed record ObjectionRow
    {
        public Guid Id { get; init; }

        public Guid ChallengeId { get; init; }

        public int Round { get; init; }

        public Guid BidId { get; init; }

        public string Organisation { get; init; } = "";

        public string[] ReasonCodes { get; init; } = [];

        public string Text { get; init; } = "";

        public bool? Upheld { get; init; }

        public string? Ruling { get; init; }

        public DateTime At { get; init; }
    }
}
