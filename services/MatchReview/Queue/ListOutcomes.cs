using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.MatchReview.Queue;

/// <summary>How a match of an expert was decided.</summary>
/// <param name="MatchId">The match; read by its id only while it is accepted.</param>
/// <param name="Decision">accepted, held or rejected.</param>
/// <param name="Reasons">Why.</param>
/// <param name="DecidedAt">UTC.</param>
/// <param name="RemindAt">When a held match is looked at again, UTC; null where nobody has said so.</param>
/// <param name="Title">Of the need, as written; null where it is shown to chosen institutes alone and this is none of them.</param>
/// <param name="Field">Its code of 国家重点支持的高新技术领域.</param>
/// <param name="RegionCode">Where the work is, GB/T 2260.</param>
/// <param name="DemandStatus">open or closed: a held match of a closed need is not decided any more.</param>
public sealed record ExpertOutcome(
    Guid MatchId, string Decision, IReadOnlyList<DecisionReason> Reasons, DateTime DecidedAt, DateTime? RemindAt, string? Title, string? Field, string? RegionCode, string? DemandStatus);

/// <summary>GET /v1/experts/{id}/outcomes: how the matches of an expert were decided and why, latest first, so that no institute waits without knowing. Reviewers' words and scores stay with the bureau.</summary>
public static class ListOutcomes
{
    private const string SelectOwn = "select talent_id from talent where talent_id = @id and (@Bureau or institute_code = @Organisation)";

    // The function shows what the caller may know of matches that row-level security hides.
    private const string SelectOutcomes = """
        select match_id as MatchId, decision as Decision, reason_codes as ReasonCodes, decided_at as DecidedAt, remind_at as RemindAt, title as Title, field as Field, region_code as RegionCode,
               demand_status as DemandStatus
        from expert_outcomes(@Id) o
        where true
        """;

    private static readonly Sorting<OutcomeRow> Sorting = new Sorting<OutcomeRow>("-decidedAt")
        .By("id", "o.match_id", o => o.MatchId)
        .By("decidedAt", "o.decided_at", o => o.DecidedAt);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListOutcomes(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/experts/{id:guid}/outcomes", Handle).WithName("ListOutcomes").WithTags("Experts").Allow(Scopes.MatchesRead, Roles.Institute, Roles.Reviewer, Roles.Operator).Sorted(Sorting)
            .WithReadProblems(400, 404);

    private static async Task<Results<Ok<KeysetPage<ExpertOutcome>>, ProblemHttpResult>> Handle(
        Guid id, string? sort, int? limit, string? cursor, HttpContext http, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        if (Sorting.TryRead(sort, limit, cursor, out var page) is { } fault)
        {
            return ApiProblem.Invalid400(fault);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        var own = new { id, Bureau = caller.IsBureau, caller.Organisation };
        if (await connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(SelectOwn, own, cancellationToken: cancellation)) is null)
        {
            return Problems.ExpertNotKnown(id);
        }

        var rows = await connection.QueryAsync<OutcomeRow>(new CommandDefinition(page.Of(SelectOutcomes), page.With(new { Id = id }), cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, rows.AsList(), o => new ExpertOutcome(
            o.MatchId, o.Decision, ReasonFamilies.Of(o.ReasonCodes), o.DecidedAt, o.RemindAt, o.Title, o.Field, o.RegionCode, o.DemandStatus)));
    }

    // Properties, not parameters: Npgsql reports a text[] column as Array, which fills no positional record.
    private sealed record OutcomeRow
    {
        public Guid MatchId { get; init; }

        public string Decision { get; init; } = "";

        public string[] ReasonCodes { get; init; } = [];

        public DateTime DecidedAt { get; init; }

        public DateTime? RemindAt { get; init; }

        public string? Title { get; init; }

        public string? Field { get; init; }

        public string? RegionCode { get; init; }

        public string? DemandStatus { get; init; }
    }
}
