using Dapper;
using Matchmaking.Access;
using Matchmaking.MatchReview.Agreements;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.MatchReview.Matches;

/// <summary>GET /v1/matches/{id}: everything a reviewer needs to decide, and how far it has come since. While it is pending the ETag names the list it stands in.</summary>
public static class GetMatch
{
    private const string SelectMatch = $"{MatchRow.Select} where m.match_id = @id and {MatchRow.Visible}";

    private const string SelectStages = """
        select stage as Stage, reason_codes as ReasonCodes, note as Note, recorded_by as RecordedBy, recorded_at as RecordedAt
        from match_progress where match_id = @id order by array_position(@Order, stage)
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetMatch(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/matches/{id:guid}", Handle).WithName("GetMatch").WithTags("Matches").AllowAllRoles(Scopes.MatchesRead).WithReadProblems(404);

    private static async Task<Results<Ok<MatchView>, ProblemHttpResult>> Handle(
        Guid id, HttpContext http, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        var sight = Sight.Of(caller);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<MatchRow>(new CommandDefinition(SelectMatch, new { id, sight.SightBureau, sight.SightRegions, sight.SightEnterprise, sight.SightInstitute }, cancellationToken: cancellation));
        if (row is null)
        {
            return Problems.MatchNotFound(id);
        }

        if (row.Status == "pending")
        {
            Revisions.SetETag(http, row.ListNumber);
        }

        // Stages follow an acceptance that is final, so what is read after the match never contradicts it.
        var stages = row.Status != "accepted" ? [] : (await connection.QueryAsync<StageView>(
            new CommandDefinition(SelectStages, new { id, Order = Codes.MatchStages.Codes.ToArray() }, cancellationToken: cancellation))).AsList();
        var agreement = row.Status != "accepted" ? null : await Agreement.Find(connection, null, id, cancellation);
        return TypedResults.Ok(MatchView.Of(row, StagesFor(sight, stages), agreement, sight));
    }

    // Who recorded a stage, and in which words, stays with the bureau.
    private static IReadOnlyList<StageView> StagesFor(Sight sight, IReadOnlyList<StageView> stages) =>
        sight.SightBureau ? stages : [.. stages.Select(stage => stage with { Note = null, RecordedBy = null })];
}
