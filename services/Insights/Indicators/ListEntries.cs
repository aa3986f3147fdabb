using Dapper;
using Matchmaking.Access;
using Matchmaking.Insights.Figures;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Insights.Indicators;

/// <summary>GET /v1/indicators/{code}/entries: what was entered for an indicator, corrections beside what they correct, newest first.</summary>
public static class ListEntries
{
    private const string SelectEntries = $"""
        select {EntryView.Columns} from entry e
        where e.indicator = @code and (@Region::text is null or starts_with(e.region_code, @Region)) and (@Organisation::text is null or e.organisation = @Organisation)
          and (@Period::text is null or e.period = @Period) and e.known_at <= @AsOf
        """;

    private static readonly Sorting<EntryView> Sorting = new Sorting<EntryView>("-id")
        .By("id", "e.entry_id", entry => entry.Id)
        .By("period", "e.period", entry => entry.Period);

    /// <summary>Maps the endpoint.</summary>
    public static void MapListEntries(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/indicators/{code}/entries", Handle).WithName("ListEntries").WithTags("Indicators").Allow(Scopes.InsightsRead, Roles.Reviewer, Roles.Operator).Sorted(Sorting)
            .WithReadProblems(400, 404);

    private static async Task<Results<Ok<KeysetPage<EntryView>>, ProblemHttpResult>> Handle(
        string code, string? region, string? organisation, string? period, DateTimeOffset? asOf, string? sort, int? limit, string? cursor, HttpContext http, CallerDatabase database, Caller caller,
        TimeProvider clock, CancellationToken cancellation)
    {
        if ((Scope.TryRead(region, organisation, asOf, caller, clock, out var scope)
            ?? (period is not null && Period.Read(period) is null ? new FieldError("period", "unknown_period", Period.Rule) : null)) is { } wrong)
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

        var asked = page.With(new { code, scope.Region, scope.Organisation, Period = period, scope.AsOf });
        var rows = await connection.QueryAsync<EntryView>(new CommandDefinition(page.Of(SelectEntries), asked, cancellationToken: cancellation));
        return TypedResults.Ok(page.Page(http, rows.AsList()));
    }
}
