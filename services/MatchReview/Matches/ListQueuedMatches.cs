using Dapper;
using Matchmaking.Access;
using Matchmaking.MatchReview.Queue;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

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
/// <param name="Queue">How it stands in the queue; null for callers outside the bureau.</param>
public sealed record QueuedMatch(
    Guid Id, string Status, int Rank, double Score, double? AcceptanceProbability, MatchDemand Demand, MatchTalent Talent, string? TopEvidence, DateTime RankedAt, QueueState? Queue);

/// <summary>
/// GET /v1/matches: the review queue, best score first; by region and field of the demand (each with everything below it), status, score,
/// demand, claim (mine, free, any), due (overdue, soon) and what it awaits (second, disputed, reminder). view names a saved view, whose values hold where the address says nothing else. A match whose score changes between two pages stands where the new score puts it; all others come exactly once.
/// </summary>
public static class ListQueuedMatches
{
    private const string SelectMatches = $"""
        select m.match_id as Id, m.status as Status, m.rank as Rank, m.score as Score, m.acceptance_probability as AcceptanceProbability, m.evidence->0->>'sentence' as TopEvidence, m.ranked_at as RankedAt,
               m.demand_id as DemandId, d.title as DemandTitle, d.field as Field, d.region_code as Region, 
               case when d.anonymous and not @SightBureau and @SightEnterprise::text is null then null else d.enterprise_name end as Enterprise, d.status as DemandStatus,
               m.talent_id as TalentId, t.name as TalentName, t.title as TalentTitle, t.degree as Degree, t.institute as Institute,
               t.region_code as TalentRegion, coalesce(t.withdrawn, false) as Withdrawn,
               m.queued_at as QueuedAt, m.due_at as DueAt, m.escalated_at as EscalatedAt, m.claimed_by as ClaimedBy, m.claimed_until as ClaimedUntil, m.two_persons as TwoPersons,
               m.opinions as Opinions, m.remind_at as RemindAt, m.reminded_at as RemindedAt
        from match m left join demand d using (demand_id) left join talent t using (talent_id)
        where {MatchRow.Visible}
          and {QueueFilter.Conditions}
        """;

    // A match that no calibration has judged comes last of those most likely accepted.
    private static readonly Sorting<QueuedRow> Sorting = new Sorting<QueuedRow>("-score")
        .By("id", "m.match_id", m => m.Id)
        .By("score", "m.score", m => m.Score)
        .By("dueAt", "m.due_at", m => m.DueAt)
        .By("rankedAt", "m.ranked_at", m => m.RankedAt)
        .By("acceptanceProbability", "coalesce(m.acceptance_probability, -1)", m => m.AcceptanceProbability ?? -1);

    /// <summary>The fault of an order that the list does not know; null of one that it does.</summary>
    internal static FieldError? SortFault(string? sort) => Sorting.TryRead(sort, null, null, out _);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListQueuedMatches(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/matches", Handle).WithName("ListQueuedMatches").WithTags("Matches").AllowAllRoles(Scopes.MatchesRead).Sorted(Sorting).WithReadProblems(400, 404);

    private static async Task<Results<Ok<KeysetPage<QueuedMatch>>, ProblemHttpResult>> Handle(
        string? region, string? field, string? status, double? minScore, Guid? demand, string? claim, string? due, string? awaits, string? view, string? sort, int? limit, string? cursor,
        HttpContext http, CallerDatabase database, Caller caller, IOptions<QueueOptions> options, TimeProvider clock, CancellationToken cancellation)
    {
        var asked = new QueueFilter(region, field, status, minScore, demand, claim, due, awaits, sort);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (view is not null)
        {
            if (await SavedView.Find(connection, caller, view, cancellation) is not { } saved)
            {
                return Problems.ViewNotFound(view);
            }

            asked = asked.Over(saved);
        }

        if ((Sorting.TryRead(asked.Sort, limit, cursor, out var page) ?? asked.Fault()) is { } fault)
        {
            return ApiProblem.Invalid400(fault);
        }

        var (sight, now) = (Sight.Of(caller), clock.GetUtcNow().UtcDateTime);
        // Another region than those the caller serves: the database would look for it among all the others.
        if (sight.SightRegions is { } served && asked.Region is { } wanted && !served.Any(prefix => prefix.StartsWith(Regions.Prefix(wanted), StringComparison.Ordinal) || wanted.StartsWith(prefix, StringComparison.Ordinal)))
        {
            return TypedResults.Ok(new KeysetPage<QueuedMatch>([], null));
        }

        var parameters = page.With(asked.Parameters(caller.Subject, now, options.Value.SoonHours));
        parameters.AddDynamicParams(sight);
        var found = await connection.QueryAsync<QueuedRow>(new CommandDefinition(page.Of(SelectMatches), parameters, cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, found.AsList(), r => new QueuedMatch(
            r.Id,
            r.Status,
            r.Rank,
            r.Score,
            r.AcceptanceProbability,
            new MatchDemand(r.DemandId, r.DemandTitle, r.Field, r.Region, r.Enterprise, r.DemandStatus),
            new MatchTalent(r.TalentId, r.TalentName, r.TalentTitle, r.Degree, r.Institute, r.TalentRegion, r.Withdrawn),
            r.TopEvidence,
            r.RankedAt,
            sight.SightBureau
                ? QueueState.Of(now, r.Status, r.QueuedAt, r.DueAt, r.EscalatedAt, r.ClaimedBy, r.ClaimedUntil, r.TwoPersons, r.Opinions, r.RemindAt, r.RemindedAt)
                : null)));
    }

    private sealed record QueuedRow(
        Guid Id, string Status, int Rank, double Score, double? AcceptanceProbability, string? TopEvidence, DateTime RankedAt,
        Guid DemandId, string? DemandTitle, string? Field, string? Region, string? Enterprise, string? DemandStatus,
        Guid TalentId, string? TalentName, string? TalentTitle, string? Degree, string? Institute, string? TalentRegion, bool Withdrawn,
        DateTime QueuedAt, DateTime DueAt, DateTime? EscalatedAt, string? ClaimedBy, DateTime? ClaimedUntil, bool TwoPersons, short Opinions, DateTime? RemindAt, DateTime? RemindedAt);
}
