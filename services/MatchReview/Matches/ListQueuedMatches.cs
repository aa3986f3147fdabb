using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.MatchReview.Matches;

/// <summary>One row of the review queue.</summary>
/// <param name="Id">Identity of the match.</param>
/// <param name="Status">pending, accepted, held or rejected.</param>
/// <param name="Rank">Position in the list of its demand, from 1.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="AcceptanceProbability">How likely a reviewer accepts it, 0 to 1, as measured on decisions; null while there are too few.</param>
/// <param name="Demand">The demand.</param>
/// <param name="Talent">The expert.</param>
/// <param name="TopEvidence">The strongest sentence; null where there is none.</param>
/// <param name="RankedAt">UTC.</param>
public sealed record QueuedMatch(
    Guid Id, string Status, int Rank, double Score, double? AcceptanceProbability, MatchDemand Demand, MatchTalent Talent, string? TopEvidence, DateTime RankedAt);

/// <summary>
/// GET /v1/matches: the review queue, best score first; by region and field of the demand (each with everything below it), status, score
/// and demand. A match whose score changes between two pages stands where the new score puts it; all others come exactly once.
/// </summary>
public static class ListQueuedMatches
{
    private const string SelectMatches = $"""
        select m.match_id as Id, m.status as Status, m.rank as Rank, m.score as Score, m.acceptance_probability as AcceptanceProbability, m.evidence->0->>'sentence' as TopEvidence, m.ranked_at as RankedAt,
               m.demand_id as DemandId, d.title as DemandTitle, d.field as Field, d.region_code as Region, 
               case when d.anonymous and not @SightBureau and @SightEnterprise::text is null then null else d.enterprise_name end as Enterprise, d.status as DemandStatus,
               m.talent_id as TalentId, t.name as TalentName, t.title as TalentTitle, t.degree as Degree, t.institute as Institute,
               t.region_code as TalentRegion, coalesce(t.withdrawn, false) as Withdrawn
        from match m left join demand d using (demand_id) left join talent t using (talent_id)
        where {MatchRow.Visible}
          and (@Status::text is null or m.status = @Status)
          and (@Demand::uuid is null or m.demand_id = @Demand)
          and (@MinScore::float8 is null or m.score >= @MinScore)
          and (@Region::text is null or starts_with(d.region_code, @Region))
          and (@Field::text is null or starts_with(d.field, @Field))
        """;

    // A match that no calibration has judged comes last of those most likely accepted.
    private static readonly Sorting<QueuedRow> Sorting = new Sorting<QueuedRow>("-score")
        .By("id", "m.match_id", m => m.Id)
        .By("score", "m.score", m => m.Score)
        .By("rankedAt", "m.ranked_at", m => m.RankedAt)
        .By("acceptanceProbability", "coalesce(m.acceptance_probability, -1)", m => m.AcceptanceProbability ?? -1);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListQueuedMatches(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/matches", Handle).WithName("ListQueuedMatches").WithTags("Matches").AllowAllRoles(Scopes.MatchesRead).Sorted(Sorting).WithReadProblems(400);

    private static async Task<Results<Ok<KeysetPage<QueuedMatch>>, ProblemHttpResult>> Handle(
        string? region, string? field, string? status, double? minScore, Guid? demand, string? sort, int? limit, string? cursor,
        HttpContext http, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        var fault = Sorting.TryRead(sort, limit, cursor, out var page)
            ?? (region is not null && !Regions.IsValid(region) ? new FieldError("region", "unknown_region", Regions.Rule) : null)
            ?? (field is not null && !TechnologyFields.IsValid(field) ? new FieldError("field", "unknown_field_code", TechnologyFields.Rule) : null)
            ?? (status is not null and not "pending" && !Codes.Decisions.Contains(status) ? new FieldError("status", "unknown_status", "One of: pending, accepted, held, rejected.") : null)
            ?? (minScore is not (null or >= 0 and <= 100) ? new FieldError("minScore", "out_of_range", "A score is 0 to 100.") : null);
        if (fault is not null)
        {
            return ApiProblem.Invalid400(fault);
        }

        var sight = Sight.Of(caller);
        var filter = new
        {
            Region = region is null ? null : Regions.Prefix(region),
            Field = field is null ? null : TechnologyFields.Prefix(field),
            Status = status,
            MinScore = minScore,
            Demand = demand,
            sight.SightBureau,
            sight.SightRegions,
            sight.SightEnterprise,
            sight.SightInstitute,
        };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<QueuedRow>(new CommandDefinition(page.Of(SelectMatches), page.With(filter), cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, found.AsList(), r => new QueuedMatch(
            r.Id,
            r.Status,
            r.Rank,
            r.Score,
            r.AcceptanceProbability,
            new MatchDemand(r.DemandId, r.DemandTitle, r.Field, r.Region, r.Enterprise, r.DemandStatus),
            new MatchTalent(r.TalentId, r.TalentName, r.TalentTitle, r.Degree, r.Institute, r.TalentRegion, r.Withdrawn),
            r.TopEvidence,
            r.RankedAt)));
    }

    private sealed record QueuedRow(
        Guid Id, string Status, int Rank, double Score, double? AcceptanceProbability, string? TopEvidence, DateTime RankedAt,
        Guid DemandId, string? DemandTitle, string? Field, string? Region, string? Enterprise, string? DemandStatus,
        Guid TalentId, string? TalentName, string? TalentTitle, string? Degree, string? Institute, string? TalentRegion, bool Withdrawn);
}
