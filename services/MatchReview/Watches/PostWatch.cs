using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.MatchReview.Watches;

/// <summary>What shall be watched for (关注); an empty form watches everything of the organisation.</summary>
/// <param name="DemandId">One need; of an enterprise, one of its own.</param>
/// <param name="ExpertId">One expert; of an institute, one of its own.</param>
/// <param name="Field">Field of the need with everything below it, 国家重点支持的高新技术领域.</param>
/// <param name="RegionCode">Where the other side is, with everything below it, GB/T 2260: the expert's institute for an enterprise, the work for an institute.</param>
/// <param name="MinScore">The least score, 0 to 100; 0 when absent.</param>
/// <param name="MaxRank">The last rank, 1 to 20; 20 when absent.</param>
public sealed record PostWatchRequest(Guid? DemandId, Guid? ExpertId, string? Field, string? RegionCode, double? MinScore, int? MaxRank);

/// <summary>Rules of <see cref="PostWatchRequest"/>.</summary>
public sealed class PostWatchRequestValidator : AbstractValidator<PostWatchRequest>
{
    /// <summary>Sets the rules.</summary>
    public PostWatchRequestValidator()
    {
        RuleFor(w => w.Field).Optional(TechnologyFields.IsValid, "unknown_field_code", TechnologyFields.Rule);
        RuleFor(w => w.RegionCode).Optional(Regions.IsValid, "unknown_region", Regions.Rule);
        RuleFor(w => w.MinScore).InclusiveBetween(0, 100);
        RuleFor(w => w.MaxRank).InclusiveBetween(1, 20);
    }
}

/// <summary>
/// POST /v1/watches: the organisation is told when an expert newly fits one of its needs, or a need one of its experts. What fits already is not told: the lists show it.
/// </summary>
public static class PostWatch
{
    private const int Most = 100;

    private const string SelectCount = "select count(*)::int from watch";

    private const string SelectDemand = "select demand_id from demand where demand_id = @DemandId and enterprise_code = @Organisation";

    private const string SelectExpert = "select talent_id from talent where talent_id = @ExpertId and institute_code = @Organisation";

    private const string InsertWatch = $"""
        insert into watch as w (watch_id, organisation, side, demand_id, talent_id, field, field_prefix, region_code, region_prefix, min_score, max_rank, created_at)
        values (@Id, @Organisation, @Side, @DemandId, @ExpertId, @Field, @FieldPrefix, @RegionCode, @RegionPrefix, @MinScore, @MaxRank, @Now)
        returning {WatchView.Columns}
        """;

    private const string NoteFits = "select note_fits(@Id, @Now)";

    /// <summary>Maps the endpoint.</summary>
    public static void MapPostWatch(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/watches", Handle).WithName("PostWatch").WithTags("Watches").Allow(Scopes.MatchesWrite, Roles.Enterprise, Roles.Institute).Validated<PostWatchRequest>()
            .WithProblems(404, 409, 422);

    private static Task<Results<Created<WatchView>, ProblemHttpResult>> Handle(
        PostWatchRequest request, HttpContext http, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.Run<PostWatchRequest, WatchView>(http, request, transaction => Post(transaction, request, caller, clock.GetUtcNow(), cancellation), cancellation);

    private static async Task<Results<Created<WatchView>, ProblemHttpResult>> Post(
        NpgsqlTransaction transaction, PostWatchRequest request, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        var isEnterprise = caller.Roles.Contains(Roles.Enterprise);
        var row = new
        {
            Id = Guid.CreateVersion7(now),
            caller.Organisation,
            Side = isEnterprise ? Roles.Enterprise : Roles.Institute,
            request.DemandId,
            request.ExpertId,
            request.Field,
            FieldPrefix = request.Field is null ? null : TechnologyFields.Prefix(request.Field),
            request.RegionCode,
            RegionPrefix = request.RegionCode is null ? null : Regions.Prefix(request.RegionCode),
            MinScore = request.MinScore ?? 0,
            MaxRank = request.MaxRank ?? 20,
            Now = now,
        };
        var connection = transaction.Connection!;
        await TellWatchers.Pause(transaction, cancellation);
        if (await connection.QuerySingleAsync<int>(new CommandDefinition(SelectCount, null, transaction, cancellationToken: cancellation)) >= Most)
        {
            return Problems.TooManyWatches(Most);
        }

        if (isEnterprise && request.DemandId is { } demandId && !await IsThere(SelectDemand))
        {
            return Problems.DemandNotKnown(demandId);
        }

        if (!isEnterprise && request.ExpertId is { } expertId && !await IsThere(SelectExpert))
        {
            return Problems.ExpertNotKnown(expertId);
        }

        var watch = await connection.QuerySingleAsync<WatchView>(new CommandDefinition(InsertWatch, row, transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync(new CommandDefinition(NoteFits, row, transaction, cancellationToken: cancellation));
        await AuditTrail.Record(transaction, AuditEntry.By(caller, "watch.set", "watch", $"{row.Id}"), cancellation);
        return TypedResults.Created($"/v1/watches/{row.Id}", watch);

        async Task<bool> IsThere(string select) =>
            await connection.QuerySingleOrDefaultAsync<Guid?>(new CommandDefinition(select, row, transaction, cancellationToken: cancellation)) is not null;
    }
}
