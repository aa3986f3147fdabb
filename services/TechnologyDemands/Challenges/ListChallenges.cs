using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Challenges;

/// <summary>One row of the list of challenges; the enterprise is null where it stays unnamed to the caller.</summary>
public sealed record ChallengeListItem(
    Guid Id, Guid DemandId, string? EnterpriseCreditCode, string RegionCode, string Title, decimal FundYuan, decimal SubsidyYuan, int Teams, string State, int Round, int Revision, DateTime? Until, DateTime UpdatedAt);

/// <summary>GET /v1/challenges: newest first or sorted otherwise; by region (with everything below it) and state. Published ones are listed for everybody.</summary>
public static class ListChallenges
{
    private const string SelectChallenges = """
        select challenge_id as Id, demand_id as DemandId, case when anonymous and not @IsBureau and enterprise_code <> @Organisation then null else enterprise_code end as EnterpriseCreditCode,
               region_code as RegionCode, title as Title, fund_yuan as FundYuan, subsidy_yuan as SubsidyYuan, teams as Teams, state as State, round as Round, number as Revision, until as Until, updated_at as UpdatedAt
        from challenge
        where (@Region::text is null or starts_with(region_code, @Region)) and (@State::text is null or state = @State)
        """;

    private static readonly Sorting<ChallengeListItem> Sorting = new Sorting<ChallengeListItem>("-createdAt")
        .By("createdAt", "challenge_id", c => c.Id)
        .By("updatedAt", "updated_at", c => c.UpdatedAt);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListChallenges(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/challenges", Handle).WithName("ListChallenges").WithTags("Challenges").AllowAllRoles(Scopes.DemandsRead).Sorted(Sorting).WithReadProblems(400);

    private static async Task<Results<Ok<KeysetPage<ChallengeListItem>>, ProblemHttpResult>> Handle(
        string? region, string? state, string? sort, int? limit, string? cursor, HttpContext http, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        var fault = Sorting.TryRead(sort, limit, cursor, out var page)
            ?? (region is not null && !Regions.IsValid(region) ? new FieldError("region", "unknown_region", Regions.Rule) : null)
            ?? (state is not null && !Codes.ChallengeStates.Contains(state) ? new FieldError("state", "unknown_state", $"One of: {string.Join(", ", Codes.ChallengeStates.Codes)}.") : null);
        if (fault is not null)
        {
            return ApiProblem.Invalid400(fault);
        }

        var filter = new { Region = region is null ? null : Regions.Prefix(region), State = state, caller.IsBureau, caller.Organisation };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<ChallengeListItem>(new CommandDefinition(page.Of(SelectChallenges), page.With(filter), cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, found.AsList()));
    }
}
