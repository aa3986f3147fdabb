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

/// <summary>A value of an indicator that no event tells.</summary>
/// <param name="Region">GB/T 2260.</param>
/// <param name="Organisation">Credit code; null for the region as a whole.</param>
/// <param name="Period">Such as 2026-07, 2026-Q3 or 2026.</param>
/// <param name="Value">In the unit of the indicator, four decimals.</param>
/// <param name="Source">Where it is from: a document, a system; up to 500 characters, no person.</param>
public sealed record PostEntryRequest(string? Region, string? Organisation, string? Period, decimal? Value, string? Source);

/// <summary>Rules of <see cref="PostEntryRequest"/>.</summary>
public sealed class PostEntryRequestValidator : AbstractValidator<PostEntryRequest>
{
    /// <summary>Sets the rules.</summary>
    public PostEntryRequestValidator()
    {
        RuleFor(e => e.Region).Required(Regions.IsValid, "unknown_region", Regions.Rule);
        RuleFor(e => e.Organisation).Optional(CreditCode.IsValid, "invalid_credit_code", "A unified social credit code of 18 characters with its check digit.");
        RuleFor(e => e.Period).Required(period => Figures.Period.Read(period) is not null, "unknown_period", Figures.Period.Rule);
        RuleFor(e => e.Value).NotNull().InclusiveBetween(EntryValue.Least, EntryValue.Most).PrecisionScale(20, 4, true);
        RuleFor(e => e.Source).NotEmpty().MaximumLength(500);
    }
}

/// <summary>What a value may be.</summary>
internal static class EntryValue
{
    public const decimal Least = -1_000_000_000_000m;
    public const decimal Most = 1_000_000_000_000m;
}

/// <summary>POST /v1/indicators/{code}/entries: enters a value. Once for a region, organisation and period: afterwards it is corrected.</summary>
public static class PostEntry
{
    internal const string InsertEntry = $"""
        insert into entry as e (entry_id, indicator, region_code, organisation, period, from_day, to_day, value, source, corrects, reason, account, known_at)
        values (@Id, @Indicator, @Region, @Organisation, @Period, @From, @To, @Value, @Source, @Corrects, @Reason, @Account, @Now)
        on conflict do nothing
        returning {EntryView.Columns}
        """;

    private const string SelectStanding = """
        select entry_id from entry where indicator = @Indicator and region_code = @Region and organisation is not distinct from @Organisation and period = @Period and corrects is null
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapPostEntry(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/indicators/{code}/entries", Handle).WithName("PostEntry").WithTags("Indicators").Allow(Scopes.InsightsWrite, Roles.Reviewer, Roles.Operator)
            .Validated<PostEntryRequest>().WithProblems(404, 409, 422);

    private static Task<Results<Created<EntryView>, ProblemHttpResult>> Handle(
        string code, PostEntryRequest request, HttpContext http, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.Run<PostEntryRequest, EntryView>(http, request, transaction => Store(transaction, code, request, caller, clock.GetUtcNow(), cancellation), cancellation);

    private static async Task<Results<Created<EntryView>, ProblemHttpResult>> Store(
        NpgsqlTransaction transaction, string code, PostEntryRequest request, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        if (await IndicatorView.Find(connection, code, now, cancellation) is not { } indicator)
        {
            return Problems.IndicatorNotFound(code);
        }

        if (indicator.Source != "entered")
        {
            return Problems.IndicatorNotEntered(indicator.Source);
        }

        if (!caller.Roles.Contains(Roles.Operator) && !Scope.Serves(caller, request.Region))
        {
            return ApiProblem.Invalid400(Scope.NotServed);
        }

        var period = Period.Read(request.Period)!;
        var row = new
        {
            Id = Guid.CreateVersion7(now),
            Indicator = code,
            request.Region,
            request.Organisation,
            Period = period.Name,
            From = period.From.ToDateTime(TimeOnly.MinValue),
            To = period.To.ToDateTime(TimeOnly.MinValue),
            Value = request.Value!.Value,
            request.Source,
            Corrects = (Guid?)null,
            Reason = (string?)null,
            Account = caller.Subject,
            Now = now,
        };
        if (await connection.QuerySingleOrDefaultAsync<EntryView>(new CommandDefinition(InsertEntry, row, transaction, cancellationToken: cancellation)) is not { } entry)
        {
            return Problems.EntryExists(await connection.QuerySingleAsync<Guid>(new CommandDefinition(SelectStanding, row, transaction, cancellationToken: cancellation)));
        }

        await AuditTrail.Record(transaction, AuditEntry.By(caller, "entry.filed", "entry", $"{entry.Id}"), cancellation);
        return TypedResults.Created($"/v1/indicators/{code}/entries", entry);
    }
}
