using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Insights.Figures;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.Insights.Indicators;

/// <summary>What an indicator is to reach (目标分解).</summary>
/// <param name="Region">GB/T 2260.</param>
/// <param name="Organisation">Credit code; null for the region as a whole.</param>
/// <param name="Period">Such as 2026 or 2026-Q3.</param>
/// <param name="Value">In the unit of the indicator, four decimals.</param>
public sealed record PostTargetRequest(string? Region, string? Organisation, string? Period, decimal? Value);

/// <summary>Rules of <see cref="PostTargetRequest"/>.</summary>
public sealed class PostTargetRequestValidator : AbstractValidator<PostTargetRequest>
{
    /// <summary>Sets the rules.</summary>
    public PostTargetRequestValidator()
    {
        RuleFor(t => t.Region).Required(Regions.IsValid, "unknown_region", Regions.Rule);
        RuleFor(t => t.Organisation).Optional(CreditCode.IsValid, "invalid_credit_code", "A unified social credit code of 18 characters with its check digit.");
        RuleFor(t => t.Period).Required(period => Figures.Period.Read(period) is not null, "unknown_period", Figures.Period.Rule);
        RuleFor(t => t.Value).NotNull().InclusiveBetween(EntryValue.Least, EntryValue.Most).PrecisionScale(20, 4, true);
    }
}

/// <summary>A target as it was set.</summary>
public sealed record TargetView
{
    /// <summary>Identity.</summary>
    public Guid Id { get; init; }

    /// <summary>GB/T 2260.</summary>
    public string Region { get; init; } = "";

    /// <summary>Credit code; null for the region as a whole.</summary>
    public string? Organisation { get; init; }

    /// <summary>Such as 2026.</summary>
    public string Period { get; init; } = "";

    /// <summary>In the unit of the indicator.</summary>
    public decimal Value { get; init; }

    /// <summary>The account that set it.</summary>
    public string Account { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime SetAt { get; init; }
}

/// <summary>POST and GET of /v1/indicators/{code}/targets: sets what an indicator is to reach; the one that was set last counts, and what was set before stays.</summary>
public static class Targets
{
    private const string Columns = """
        t.target_id as Id, t.region_code as Region, t.organisation as Organisation, t.period as Period, t.value as Value, t.account as Account, t.known_at as SetAt
        """;

    private const string InsertTarget = $"""
        insert into target as t (target_id, indicator, region_code, organisation, period, value, known_at, account)
        values (@Id, @Indicator, @Region, @Organisation, @Period, @Value, @Now, @Account)
        returning {Columns}
        """;

    private const string SelectTargets = $"""
        select {Columns} from target t
        where t.indicator = @code and (@Region::text is null or starts_with(t.region_code, @Region)) and (@Organisation::text is null or t.organisation = @Organisation) and t.known_at <= @AsOf
        """;

    // Everywhere has no target of its own.
    private const string SelectStanding = """
        select distinct on (period) period, value from target
        where indicator = @code and region_code = @RegionCode and organisation is not distinct from @Organisation and period = any(@names) and known_at <= @AsOf
        order by period, known_at desc, target_id desc
        """;

    private static readonly Sorting<TargetView> Sorting = new Sorting<TargetView>("-id").By("id", "t.target_id", target => target.Id).By("period", "t.period", target => target.Period);

    /// <summary>Maps the endpoints.</summary>
    public static void MapTargets(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/indicators/{code}/targets", Post).WithName("PostTarget").WithTags("Indicators").Allow(Scopes.InsightsWrite, Roles.Operator).Validated<PostTargetRequest>().WithProblems(404, 409, 422);
        routes.MapGet("/indicators/{code}/targets", List).WithName("ListTargets").WithTags("Indicators").Allow(Scopes.InsightsRead, Roles.Reviewer, Roles.Operator).Sorted(Sorting).WithReadProblems(400, 404);
    }

    /// <summary>The targets of some periods in a scope, by period.</summary>
    internal static async Task<Dictionary<string, decimal>> Of(NpgsqlConnection connection, string code, Scope scope, IEnumerable<Period> periods, CancellationToken cancellation) =>
        (await connection.QueryAsync<(string Period, decimal Value)>(new CommandDefinition(
            SelectStanding, new { code, scope.RegionCode, scope.Organisation, scope.AsOf, names = periods.Select(period => period.Name).ToArray() }, cancellationToken: cancellation)))
        .ToDictionary(row => row.Period, row => row.Value, StringComparer.Ordinal);

    private static Task<Results<Created<TargetView>, ProblemHttpResult>> Post(
        string code, PostTargetRequest request, HttpContext http, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.Run<PostTargetRequest, TargetView>(http, request, transaction => Store(transaction, code, request, caller, clock.GetUtcNow(), cancellation), cancellation);

    private static async Task<Results<Created<TargetView>, ProblemHttpResult>> Store(
        NpgsqlTransaction transaction, string code, PostTargetRequest request, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        if (await IndicatorView.Find(connection, code, now, cancellation) is not { } indicator)
        {
            return Problems.IndicatorNotFound(code);
        }

        if (indicator.Source == "group")
        {
            return Problems.IndicatorNotEntered(indicator.Source);
        }

        var row = new { Id = Guid.CreateVersion7(now), Indicator = code, request.Region, request.Organisation, request.Period, Value = request.Value!.Value, Now = now, Account = caller.Subject };
        var target = await connection.QuerySingleAsync<TargetView>(new CommandDefinition(InsertTarget, row, transaction, cancellationToken: cancellation));
        await AuditTrail.Record(transaction, AuditEntry.By(caller, "target.set", "indicator", code), cancellation);
        return TypedResults.Created($"/v1/indicators/{code}/targets", target);
    }

    private static async Task<Results<Ok<KeysetPage<TargetView>>, ProblemHttpResult>> List(
        string code, string? region, string? organisation, DateTimeOffset? asOf, string? sort, int? limit, string? cursor, HttpContext http, CallerDatabase database, Caller caller, TimeProvider clock,
        CancellationToken cancellation)
    {
        if (Scope.TryRead(region, organisation, asOf, caller, clock, out var scope) is { } wrong)
        {
            return ApiProblem.Invalid400(wrong);
        }

        if (Sorting.TryRead(sort, limit, cursor, out var page) is { } fault)
        {
            return ApiProblem.Invalid400(fault);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (await IndicatorView.Find(connection, code, clock.GetUtcNow(), cancellation) is null)
        {
            return Problems.IndicatorNotFound(code);
        }

        var rows = await connection.QueryAsync<TargetView>(new CommandDefinition(
            page.Of(SelectTargets), page.With(new { code, scope.Region, scope.Organisation, scope.AsOf }), cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, rows.AsList()));
    }
}
