using Dapper;
using Matchmaking.Access;
using Matchmaking.Contracts.Ranking;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.MatchReview.Matches;

/// <summary>The experts found for a demand.</summary>
/// <param name="DemandId">The demand.</param>
/// <param name="Status">waiting before the first list (also for a demand the queue has not heard of yet), ranked, or closed.</param>
/// <param name="RankedAt">When the newest list was made, UTC.</param>
/// <param name="RankingDigest">What produced the newest list.</param>
/// <param name="Abstention">Why nobody on the newest list is a clear match, as a code; null when the first is one.</param>
/// <param name="Matches">In the order of rank; decided ones stand with the rank they were decided at.</param>
public sealed record DemandMatches(
    Guid DemandId, string Status, DateTime? RankedAt, string? RankingDigest, string? Abstention, IReadOnlyList<DemandMatch> Matches);

/// <summary>One expert found for a demand.</summary>
/// <param name="Id">Identity of the match.</param>
/// <param name="Rank">From 1.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="AcceptanceProbability">How likely a reviewer accepts it, 0 to 1, as measured on decisions; null while there are too few.</param>
/// <param name="Talent">The expert.</param>
/// <param name="Parts">What the score is made of.</param>
/// <param name="Evidence">The sentences the score rests on, strongest first.</param>
/// <param name="Missing">What the demand asks for and the profile does not show.</param>
/// <param name="Status">pending, accepted, held or rejected.</param>
/// <param name="RankingDigest">What produced the rank and the score; for a decided match that may be an earlier list.</param>
/// <param name="Reasons">Why it was decided so; none while it is pending.</param>
public sealed record DemandMatch(
    Guid Id,
    int Rank,
    double Score,
    double? AcceptanceProbability,
    MatchTalent Talent,
    IReadOnlyList<ScorePart> Parts,
    IReadOnlyList<EvidenceSentence> Evidence,
    IReadOnlyList<string> Missing,
    string Status,
    string RankingDigest,
    IReadOnlyList<DecisionReason> Reasons);

/// <summary>GET /v1/demands/{id}/matches.</summary>
public static class ListDemandMatches
{
    // A list that was ranked before the demand was closed says nothing of the demand that stands open again.
    private const string SelectList = """
        select case when list_number > 0 and demand_revision > coalesce(closed_revision, 0) then 'ranked'
                    when status = 'closed' then 'closed'
                    else 'waiting' end as Status,
               ranked_at as RankedAt, ranking_digest as RankingDigest, abstention as Abstention
        from ranked_list full join demand d using (demand_id)
        where demand_id = @id
          and (@SightEnterprise::text is null or @SightBureau or d.enterprise_code = @SightEnterprise)
        """;

    private const string SelectMatches = $"{MatchRow.Select} where m.demand_id = @id and {MatchRow.Visible} order by m.rank, m.score desc, m.match_id";

    /// <summary>Maps the endpoint.</summary>
    public static void MapListDemandMatches(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/demands/{id:guid}/matches", Handle).WithName("ListDemandMatches").WithTags("Demands").Allow(Scopes.MatchesRead, Roles.Enterprise, Roles.Reviewer, Roles.Operator);

    private static async Task<Ok<DemandMatches>> Handle(Guid id, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        var sight = Sight.Of(caller);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        // One snapshot for both reads: the list and its matches must belong together.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation);
        var list = await connection.QuerySingleOrDefaultAsync<ListRow>(new CommandDefinition(SelectList, new { id, sight.SightBureau, sight.SightEnterprise }, transaction, cancellationToken: cancellation));
        if (list is null)
        {
            // A demand published a moment ago may still be on its way here; who has just got its id must be able to ask at once.
            return TypedResults.Ok(new DemandMatches(id, "waiting", null, null, null, []));
        }

        var rows = await connection.QueryAsync<MatchRow>(new CommandDefinition(SelectMatches, new { id, sight.SightBureau, sight.SightRegions, sight.SightEnterprise, sight.SightInstitute }, transaction, cancellationToken: cancellation));
        var waiting = list.Status == "waiting";
        return TypedResults.Ok(new DemandMatches(
            id,
            list.Status,
            waiting ? null : list.RankedAt,
            waiting ? null : list.RankingDigest,
            waiting ? null : list.Abstention,
            [.. rows.Select(View)]));
    }

    private static DemandMatch View(MatchRow row) => new(
        row.MatchId,
        row.Rank,
        row.Score,
        row.AcceptanceProbability,
        row.Talent(),
        MatchRow.List<ScorePart>(row.PartsJson),
        MatchRow.List<EvidenceSentence>(row.EvidenceJson),
        MatchRow.List<string>(row.MissingJson),
        row.Status,
        row.RankingDigest,
        row.Reasons());

    private sealed record ListRow(string Status, DateTime? RankedAt, string? RankingDigest, string? Abstention);
}
