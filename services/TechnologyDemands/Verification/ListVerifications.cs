using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Verification;

/// <summary>A submission on the work list of verifiers.</summary>
public sealed record VerificationListItem
{
    /// <summary>Identity of the submission.</summary>
    public Guid Id { get; init; }

    /// <summary>The need.</summary>
    public Guid DemandId { get; init; }

    /// <summary>Its title.</summary>
    public string Title { get; init; } = "";

    /// <summary>Its enterprise.</summary>
    public string EnterpriseCreditCode { get; init; } = "";

    /// <summary>Where it was submitted, GB/T 2260.</summary>
    public string RegionCode { get; init; } = "";

    /// <summary>Number of the submission of this need, from 1.</summary>
    public int Round { get; init; }

    /// <summary>waiting, passed, returned, withdrawn, vetoed, lifted or closed.</summary>
    public string Status { get; init; } = "";

    /// <summary>The levels that it must pass, in their order.</summary>
    public string[] Levels { get; init; } = [];

    /// <summary>The level that it waits for; null when it waits for none.</summary>
    public string? Level { get; init; }

    /// <summary>Since when it waits for that level, or did for the last one, UTC.</summary>
    public DateTime WaitingSince { get; init; }

    /// <summary>UTC.</summary>
    public DateTime SubmittedAt { get; init; }

    /// <summary>Present revision of the need, which a step names in If-Match.</summary>
    public long DemandRevision { get; init; }
}

/// <summary>GET /v1/verifications: submissions that wait, or of another status; by level and region (with everything below it), those that wait longest first. To the bureau.</summary>
public static class ListVerifications
{
    private const string SelectRounds = """
        select round_id as Id, r.demand_id as DemandId, d.title as Title, r.enterprise_code as EnterpriseCreditCode, r.region_code as RegionCode, round as Round, r.status as Status, levels as Levels,
               level as Level, waiting_since as WaitingSince, submitted_at as SubmittedAt, d.revision as DemandRevision
        from verification_round r join demand d on d.demand_id = r.demand_id
        where (@Only::text is null or r.enterprise_code = @Only)
          and r.status = @Status
          and (@Level::text is null or level = @Level)
          and (@Region::text is null or starts_with(r.region_code, @Region))
        """;

    private static readonly Sorting<VerificationListItem> Sorting = new Sorting<VerificationListItem>("waitingSince")
        .By("submittedAt", "round_id", r => r.Id)
        .By("waitingSince", "waiting_since", r => r.WaitingSince);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListVerifications(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/verifications", Handle).WithName("ListVerifications").WithTags("Verification").Allow(Scopes.DemandsRead, Roles.Reviewer, Roles.Operator).Sorted(Sorting).WithReadProblems(400);

    private static async Task<Results<Ok<KeysetPage<VerificationListItem>>, ProblemHttpResult>> Handle(
        string? level, string? region, string? status, string? sort, int? limit, string? cursor, HttpContext http, CallerDatabase database, Caller caller, CancellationToken cancellation)
    {
        var fault = Sorting.TryRead(sort, limit, cursor, out var page)
            ?? (level is not null && !VerificationLevels.IsVerifying(level) ? new FieldError("level", "unknown_level", VerificationLevels.Rule) : null)
            ?? (region is not null && !Regions.IsValid(region) ? new FieldError("region", "unknown_region", Regions.Rule) : null)
            ?? (status is not null && !Codes.VerificationStatuses.Contains(status)
                ? new FieldError("status", "unknown_status", $"One of: {string.Join(", ", Codes.VerificationStatuses.Codes)}.") : null);
        if (fault is not null)
        {
            return ApiProblem.Invalid400(fault);
        }

        var filter = new { Only = caller.OnlyOrganisation, Level = level, Region = region is null ? null : Regions.Prefix(region), Status = status ?? "waiting" };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<VerificationListItem>(new CommandDefinition(page.Of(SelectRounds), page.With(filter), cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, found.AsList()));
    }
}
