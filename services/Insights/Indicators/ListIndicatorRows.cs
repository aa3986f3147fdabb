using Dapper;
using Matchmaking.Access;
using Matchmaking.Insights.Figures;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Insights.Indicators;

/// <summary>A fact that a figure is made of.</summary>
public sealed record FactView
{
    /// <summary>Identity.</summary>
    public Guid Id { get; init; }

    /// <summary>What happened, such as match_visited.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The day it counts for, in Chinese time.</summary>
    public DateOnly Day => DateOnly.FromDateTime(OnDay);

    /// <summary>UTC.</summary>
    public DateTime OccurredAt { get; init; }

    /// <summary>When it became known here, UTC.</summary>
    public DateTime KnownAt { get; init; }

    /// <summary>Credit code of whose it is; null while that is not known.</summary>
    public string? Organisation { get; init; }

    /// <summary>GB/T 2260; null while that is not known.</summary>
    public string? Region { get; init; }

    /// <summary>The need.</summary>
    public Guid? DemandId { get; init; }

    /// <summary>The expert.</summary>
    public Guid? ExpertId { get; init; }

    /// <summary>The match.</summary>
    public Guid? MatchId { get; init; }

    /// <summary>合同成交额 in yuan.</summary>
    public decimal? AmountYuan { get; init; }

    /// <summary>技术交易额 in yuan.</summary>
    public decimal? TransactionYuan { get; init; }

    internal DateTime OnDay { get; init; }
}

/// <summary>GET /v1/indicators/{code}/rows?period=2026-07: the facts that a computed figure is made of, the earliest first. Those of an entered one are its entries.</summary>
public static class ListIndicatorRows
{
    private const string SelectFacts = $"""
        select f.fact_id as Id, f.kind as Kind, f.day::timestamp as OnDay, f.occurred_at as OccurredAt, f.known_at as KnownAt, s.organisation as Organisation, s.region_code as Region,
               f.demand_id as DemandId, f.talent_id as ExpertId, f.match_id as MatchId, f.amount_yuan as AmountYuan, f.transaction_yuan as TransactionYuan
        from {FactFigures.Taken} and f.day >= @From::date and f.day < @To::date
        """;

    private static readonly Sorting<FactView> Sorting = new Sorting<FactView>("occurredAt").By("id", "f.fact_id", fact => fact.Id).By("occurredAt", "f.occurred_at", fact => fact.OccurredAt);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListIndicatorRows(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/indicators/{code}/rows", Handle).WithName("ListIndicatorRows").WithTags("Indicators").Allow(Scopes.InsightsRead, Roles.Reviewer, Roles.Operator).Sorted(Sorting)
            .WithReadProblems(400, 404, 409);

    private static async Task<Results<Ok<KeysetPage<FactView>>, ProblemHttpResult>> Handle(
        string code, string period, string? region, string? organisation, DateTimeOffset? asOf, string? sort, int? limit, string? cursor, HttpContext http, CallerDatabase database, Caller caller,
        TimeProvider clock, CancellationToken cancellation)
    {
        var during = Period.Read(period);
        if ((Scope.TryRead(region, organisation, asOf, caller, clock, out var scope) ?? (during is null ? new FieldError("period", "unknown_period", Period.Rule) : null)) is { } wrong)
        {
            return ApiProblem.Invalid400(wrong);
        }

        if (Sorting.TryRead(sort, limit, cursor, out var page) is { } fault)
        {
            return ApiProblem.Invalid400(fault);
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (await IndicatorView.Find(connection, code, scope.AsOf, cancellation) is not { } indicator)
        {
            return Problems.IndicatorNotFound(code);
        }

        if (indicator.Measure is null)
        {
            return Problems.IndicatorNotComputed();
        }

        var measure = Measure.Known[indicator.Measure];
        var asked = page.With(new
        {
            measure.Kind,
            measure.Reason,
            scope.AsOf,
            scope.Region,
            scope.Organisation,
            From = during!.From.ToDateTime(TimeOnly.MinValue),
            To = during.To.ToDateTime(TimeOnly.MinValue),
        });
        var rows = await connection.QueryAsync<FactView>(new CommandDefinition(page.Of(SelectFacts), asked, cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, rows.AsList()));
    }
}
