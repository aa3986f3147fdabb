using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TechnologyDemands.Verification.Figures;

/// <summary>Needs and their budgets for a report.</summary>
/// <param name="Region">What was asked for; null for all.</param>
/// <param name="From">First published at this time or later, UTC; null for any.</param>
/// <param name="To">First published before this time, UTC; null for any.</param>
/// <param name="Basis">as_known 当时口径 or as_corrected 更正后.</param>
/// <param name="AsOf">What was known when, UTC.</param>
/// <param name="Needs">Needs that were published.</param>
/// <param name="NeedsWithBudget">Those of them whose budget is a figure and not 面议.</param>
/// <param name="BudgetYuan">Sum of these budgets in yuan.</param>
/// <param name="NeedsCorrected">Those of them whose budget is another than filed; 0 as known.</param>
public sealed record FiguresSummary(
    string? Region, DateTime? From, DateTime? To, string Basis, DateTime AsOf, long Needs, long NeedsWithBudget, decimal BudgetYuan, long NeedsCorrected);

/// <summary>
/// GET /v1/figures: how many needs were published first within a time and what budgets they have, on one of two bases: as known then, which is what was filed, or as corrected,
/// which counts corrections and leaves out what is vetoed. <c>asOf</c> says what was known when.
/// </summary>
public static class SumFigures
{
    private const string SelectSum = """
        select count(*) as Needs, count(figure) as NeedsWithBudget, coalesce(sum(figure), 0) as BudgetYuan, count(*) filter (where figure <> filed) as NeedsCorrected
        from (
            select filing.budget_yuan as filed, case when @Basis = 'as_corrected' then coalesce(correction.value_after, filing.budget_yuan) else filing.budget_yuan end as figure
            from (select demand_id, min(filed_at) as published_at, max(filing_id) as filing_id from figure_filing where occasion = 'published' and filed_at <= @AsOf group by demand_id) published
            join figure_filing filing on filing.filing_id = published.filing_id
            left join lateral (
                select value_after from figure_correction c
                where @Basis = 'as_corrected' and c.demand_id = filing.demand_id and figure = 'budget' and value_filed = filing.budget_yuan and corrected_at <= @AsOf
                order by number desc limit 1) correction on true
            where (@Region::text is null or starts_with(filing.region_code, @Region))
              and (@From::timestamptz is null or published.published_at >= @From)
              and (@To::timestamptz is null or published.published_at < @To)
              and (@Only::text is null or filing.enterprise_code = @Only)
              and (@Basis = 'as_known' or 'vetoed' is distinct from (
                  select act from verification_step s where s.demand_id = filing.demand_id and act in ('vetoed', 'lifted') and at <= @AsOf order by number desc limit 1))
        ) need
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapSumFigures(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/figures", Handle).WithName("SumFigures").WithTags("Verification").Allow(Scopes.DemandsRead, Roles.Reviewer, Roles.Operator).WithReadProblems(400);

    private static async Task<Results<Ok<FiguresSummary>, ProblemHttpResult>> Handle(
        string? region, DateTimeOffset? from, DateTimeOffset? to, string? basis, DateTimeOffset? asOf, CallerDatabase database, Caller caller, TimeProvider clock, CancellationToken cancellation)
    {
        var fault = (region is not null && !Regions.IsValid(region) ? new FieldError("region", "unknown_region", Regions.Rule) : null)
            ?? (basis is not (null or "as_known" or "as_corrected") ? new FieldError("basis", "unknown_basis", "One of: as_known, as_corrected.") : null)
            ?? (from >= to ? new FieldError("to", "range_mismatch", "to lies after from.") : null);
        if (fault is not null)
        {
            return ApiProblem.Invalid400(fault);
        }

        var filter = new
        {
            Only = caller.OnlyOrganisation,
            Region = region is null ? null : Regions.Prefix(region),
            From = from?.UtcDateTime,
            To = to?.UtcDateTime,
            Basis = basis ?? "as_corrected",
            AsOf = (asOf ?? clock.GetUtcNow()).UtcDateTime,
        };
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var sum = await connection.QuerySingleAsync<SumRow>(new CommandDefinition(SelectSum, filter, cancellationToken: cancellation));
        return TypedResults.Ok(new FiguresSummary(region, filter.From, filter.To, filter.Basis, filter.AsOf, sum.Needs, sum.NeedsWithBudget, sum.BudgetYuan, sum.NeedsCorrected));
    }

    private sealed record SumRow(long Needs, long NeedsWithBudget, decimal BudgetYuan, long NeedsCorrected);
}
