using Dapper;
using Matchmaking.Access;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.TalentProfiles.Instruments;

/// <summary>A stretch of time.</summary>
/// <param name="From">Begin, UTC.</param>
/// <param name="To">End, UTC; not within it.</param>
/// <param name="Minutes">How long, in minutes.</param>
public sealed record CalendarInterval(DateTime From, DateTime To, double Minutes);

/// <summary>When an instrument is open, taken and free. By whom it is taken is not told.</summary>
/// <param name="InstrumentId">Which.</param>
/// <param name="From">First day, local time.</param>
/// <param name="To">The day after the last, local time.</param>
/// <param name="OpenMinutes">Minutes that it is open, without closed days and maintenance.</param>
/// <param name="TakenMinutes">Minutes that are booked.</param>
/// <param name="FreeMinutes">Minutes that are open and not booked.</param>
/// <param name="Open">When it is open.</param>
/// <param name="Taken">When it is booked.</param>
/// <param name="Free">When it is open and not booked; whether that can still be booked hangs on the lead time.</param>
public sealed record CalendarView(
    Guid InstrumentId, DateOnly From, DateOnly To, double OpenMinutes, double TakenMinutes, double FreeMinutes, IReadOnlyList<CalendarInterval> Open, IReadOnlyList<CalendarInterval> Taken,
    IReadOnlyList<CalendarInterval> Free);

/// <summary>GET /v1/instruments/{id}/calendar: the days <c>from</c> (today where left out) to before <c>to</c> (a week later), at most 93 of them, in the local time of Asia/Shanghai.</summary>
public static class GetCalendar
{
    private const int MostDays = 93;

    private const string SelectExistence = "select exists (select from instrument where instrument_id = @id)";

    private const string SelectIntervals = """
        with times as (select instrument_open(@id, tstzrange(@begin, @end)) as open, instrument_taken(@id, tstzrange(@begin, @end)) as taken),
             part as (select 'open' as kind, unnest(open) as part from times union all select 'taken', unnest(taken) from times union all select 'free', unnest(open - taken) from times)
        select kind as Kind, lower(part) as Begins, upper(part) as Ends from part order by part
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapGetCalendar(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/instruments/{id:guid}/calendar", Handle).WithName("GetCalendar").WithTags("Instruments").AllowAllRoles(Scopes.InstrumentsRead).WithReadProblems(400, 404);

    private static async Task<Results<Ok<CalendarView>, ProblemHttpResult>> Handle(
        Guid id, DateOnly? from, DateOnly? to, CallerDatabase database, TimeProvider clock, CancellationToken cancellation)
    {
        var first = from ?? LocalTime.Day(clock.GetUtcNow());
        if (first.Year is < 2000 or > 9000)
        {
            return ApiProblem.Invalid400(new FieldError("from", "out_of_range", "A day is of the year 2000 or later."));
        }

        var end = to ?? first.AddDays(7);
        if (end <= first || end > first.AddDays(MostDays))
        {
            return ApiProblem.Invalid400(new FieldError("to", "out_of_range", $"to is after from and at most {MostDays} days later."));
        }

        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (!await connection.QuerySingleAsync<bool>(new CommandDefinition(SelectExistence, new { id }, cancellationToken: cancellation)))
        {
            return Problems.InstrumentNotFound(id);
        }

        var rows = (await connection.QueryAsync<Part>(new CommandDefinition(
            SelectIntervals, new { id, begin = LocalTime.Midnight(first), end = LocalTime.Midnight(end) }, cancellationToken: cancellation))).AsList();
        var (open, taken, free) = (Of("open"), Of("taken"), Of("free"));
        return TypedResults.Ok(new CalendarView(id, first, end, Minutes(open), Minutes(taken), Minutes(free), open, taken, free));

        CalendarInterval[] Of(string kind) => [.. rows.Where(row => row.Kind == kind).Select(row => new CalendarInterval(row.Begins, row.Ends, (row.Ends - row.Begins).TotalMinutes))];

        static double Minutes(CalendarInterval[] intervals) => intervals.Sum(interval => interval.Minutes);
    }

    private sealed record Part(string Kind, DateTime Begins, DateTime Ends);
}
