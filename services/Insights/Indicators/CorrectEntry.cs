using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Insights.Figures;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.Insights.Indicators;

/// <summary>What a value is in truth (回头看, 核减).</summary>
/// <param name="Value">In the unit of the indicator, four decimals.</param>
/// <param name="Reason">Why, up to 500 characters, no person.</param>
/// <param name="Source">Where it is from; up to 500 characters, no person.</param>
public sealed record CorrectEntryRequest(decimal? Value, string? Reason, string? Source);

/// <summary>Rules of <see cref="CorrectEntryRequest"/>.</summary>
public sealed class CorrectEntryRequestValidator : AbstractValidator<CorrectEntryRequest>
{
    /// <summary>Sets the rules.</summary>
    public CorrectEntryRequestValidator()
    {
        RuleFor(e => e.Value).NotNull().InclusiveBetween(EntryValue.Least, EntryValue.Most).PrecisionScale(20, 4, true);
        RuleFor(e => e.Reason).NotEmpty().MaximumLength(500);
        RuleFor(e => e.Source).NotEmpty().MaximumLength(500);
    }
}

/// <summary>POST /v1/entries/{id}:correct: appends what a value is in truth. What was filed stays: reports as known before show it.</summary>
public static class CorrectEntry
{
    private const string SelectEntry = $"select {EntryView.Columns} from entry e where e.entry_id = @id";

    private const string SelectLater = "select entry_id from entry where corrects = @id";

    /// <summary>Maps the endpoint.</summary>
    public static void MapCorrectEntry(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/entries/{id:guid}:correct", Handle).WithName("CorrectEntry").WithTags("Indicators").Allow(Scopes.InsightsWrite, Roles.Reviewer, Roles.Operator)
            .Validated<CorrectEntryRequest>().WithProblems(404, 409, 422);

    private static Task<Results<Created<EntryView>, ProblemHttpResult>> Handle(
        Guid id, CorrectEntryRequest request, HttpContext http, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.Run<CorrectEntryRequest, EntryView>(http, request, transaction => Store(transaction, id, request, caller, clock.GetUtcNow(), cancellation), cancellation);

    private static async Task<Results<Created<EntryView>, ProblemHttpResult>> Store(
        NpgsqlTransaction transaction, Guid id, CorrectEntryRequest request, Caller caller, DateTimeOffset now, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        if (await connection.QuerySingleOrDefaultAsync<EntryView>(new CommandDefinition(SelectEntry, new { id }, transaction, cancellationToken: cancellation)) is not { } wrong)
        {
            return Problems.EntryNotFound(id);
        }

        var period = Period.Read(wrong.Period)!;
        var row = new
        {
            Id = Guid.CreateVersion7(now),
            wrong.Indicator,
            wrong.Region,
            wrong.Organisation,
            wrong.Period,
            From = period.From.ToDateTime(TimeOnly.MinValue),
            To = period.To.ToDateTime(TimeOnly.MinValue),
            Value = request.Value!.Value,
            request.Source,
            Corrects = id,
            request.Reason,
            Account = caller.Subject,
            Now = now,
        };
        if (await connection.QuerySingleOrDefaultAsync<EntryView>(new CommandDefinition(PostEntry.InsertEntry, row, transaction, cancellationToken: cancellation)) is not { } entry)
        {
            return Problems.EntryCorrected(await connection.QuerySingleAsync<Guid>(new CommandDefinition(SelectLater, new { id }, transaction, cancellationToken: cancellation)));
        }

        await AuditTrail.Record(transaction, AuditEntry.By(caller, "entry.corrected", "entry", $"{id}"), cancellation);
        return TypedResults.Created($"/v1/indicators/{entry.Indicator}/entries", entry);
    }
}
