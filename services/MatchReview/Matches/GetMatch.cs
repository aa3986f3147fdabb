using Dapper;
using Matchmaking.Access;
using Matchmaking.MatchReview.Agreements;
using Matchmaking.MatchReview.Queue;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.MatchReview.Matches;

/// <summary>GET /v1/matches/{id}: everything a reviewer needs to decide, and how far it has come since. While it may be decided the ETag names what a reviewer sees: the list it stands in, and the decision that holds it.</summary>
public static class GetMatch
{
    private const string SelectMatch = $"{MatchRow.Select} where m.match_id = @id and {MatchRow.Visible}";

    private const string SelectStages = """
        select stage as Stage, reason_codes as ReasonCodes, note as Note, recorded_by as RecordedBy, recorded_at as RecordedAt
        from match_progress where match_id = @id order by array_position(@Order, stage)
        """;

    private const string SelectDecisions = """
        select number as Number, decision as Decision, reason_codes as ReasonCodes, note as Note, reviewer as Reviewer, subject as Account, remind_at as RemindAt, decided_at as DecidedAt
        from match_decision where match_id = @id order by number
        """;

    // Of the rounds that have ended, and of one that is disputed: the database shows no other.
    private const string SelectOpinions = """
        select round as Round, place as Place, decision as Decision, reason_codes as ReasonCodes, note as Note, reviewer as Reviewer, subject as Account, remind_at as RemindAt, given_at as GivenAt
        from match_opinion
        where match_id = @id and round <= (select coalesce(decision_number, 0) + (opinions = 2)::int from match m where m.match_id = @id)
        order by round, place
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetMatch(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/matches/{id:guid}", Handle).WithName("GetMatch").WithTags("Matches").AllowAllRoles(Scopes.MatchesRead).WithReadProblems(404);

    private static async Task<Results<Ok<MatchView>, ProblemHttpResult>> Handle(
        Guid id, HttpContext http, CallerDatabase database, Caller caller, TimeProvider clock, CancellationToken cancellation)
    {
        var sight = Sight.Of(caller);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var row = await connection.QuerySingleOrDefaultAsync<MatchRow>(new CommandDefinition(SelectMatch, new { id, sight.SightBureau, sight.SightRegions, sight.SightEnterprise, sight.SightInstitute }, cancellationToken: cancellation));
        if (row is null)
        {
            return Problems.MatchNotFound(id);
        }

        if (row.Status is "pending" or "held")
        {
            Revisions.SetETag(http, LockedMatch.TagOf(row.DecisionNumber, row.ListNumber));
        }

        // Stages follow an acceptance that is final, so what is read after the match never contradicts it.
        var stages = row.Status != "accepted" ? [] : (await connection.QueryAsync<StageView>(
            new CommandDefinition(SelectStages, new { id, Order = Codes.MatchStages.Codes.ToArray() }, cancellationToken: cancellation))).AsList();
        var agreement = row.Status != "accepted" ? null : await Agreement.Find(connection, null, id, cancellation);
        // What reviewers said among themselves stays with the bureau.
        var decisions = !sight.SightBureau || row.DecisionNumber == 0 ? [] : (await connection.QueryAsync<DecisionStep>(new CommandDefinition(SelectDecisions, new { id }, cancellationToken: cancellation))).AsList();
        var opinions = !sight.SightBureau ? [] : (await connection.QueryAsync<OpinionView>(new CommandDefinition(SelectOpinions, new { id }, cancellationToken: cancellation))).AsList();
        return TypedResults.Ok(MatchView.Of(row, StagesFor(sight, stages), agreement, decisions, opinions, sight, clock.GetUtcNow()));
    }

    // Who recorded a stage, and in which words, stays with the bureau.
    private static IReadOnlyList<StageView> StagesFor(Sight sight, IReadOnlyList<StageView> stages) =>
        sight.SightBureau ? stages : [.. stages.Select(stage => stage with { Note = null, RecordedBy = null })];
}
