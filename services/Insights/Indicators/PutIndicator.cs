using System.Text.RegularExpressions;
using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Insights.Figures;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Insights.Indicators;

/// <summary>An indicator as somebody defines it.</summary>
/// <param name="ParentCode">The group it stands in; null at the top.</param>
/// <param name="Name">Chinese, up to 100 characters.</param>
/// <param name="NameEnglish">English, up to 100 characters.</param>
/// <param name="Unit">单位, up to 10 characters; % for shares, which are not added up. A group has none.</param>
/// <param name="Direction">up: more is better; down: less is.</param>
/// <param name="Source">computed, entered or group; never changed afterwards.</param>
/// <param name="Measure">What a computed one counts: needs, visits, contract_amount ...; never changed afterwards.</param>
/// <param name="Weight">Within its group, 0 to 100; 1 when left out.</param>
/// <param name="IsActive">False takes it out of use; true when left out.</param>
public sealed record PutIndicatorRequest(string? ParentCode, string? Name, string? NameEnglish, string? Unit, string? Direction, string? Source, string? Measure, decimal? Weight, bool? IsActive);

/// <summary>Rules of <see cref="PutIndicatorRequest"/>.</summary>
public sealed class PutIndicatorRequestValidator : AbstractValidator<PutIndicatorRequest>
{
    private static readonly string[] Directions = ["up", "down"];
    private static readonly string[] Sources = ["computed", "entered", "group"];

    /// <summary>Sets the rules.</summary>
    public PutIndicatorRequestValidator()
    {
        RuleFor(i => i.Name).NotEmpty().MaximumLength(100);
        RuleFor(i => i.NameEnglish).NotEmpty().MaximumLength(100);
        RuleFor(i => i.Unit).MaximumLength(10);
        RuleFor(i => i.Unit).NotEmpty().When(i => i.Source != "group");
        RuleFor(i => i.Direction).Required(Directions.Contains, "unknown_direction", "One of: up, down.");
        RuleFor(i => i.Source).Required(Sources.Contains, "unknown_source", "One of: computed, entered, group.");
        RuleFor(i => i.Measure).Must((i, measure) => i.Source == "computed" ? measure is not null && Measure.Known.ContainsKey(measure) : measure is null)
            .WithErrorCode("unknown_measure").WithMessage($"A computed indicator counts one of: {string.Join(", ", Measure.Known.Keys)}; another one nothing.");
        RuleFor(i => i.Weight).InclusiveBetween(0, 100).PrecisionScale(6, 3, true);
    }
}

/// <summary>PUT /v1/indicators/{code}: defines an indicator, or defines it anew (If-Match); what it was stays, for reports of times before.</summary>
public static partial class PutIndicator
{
    // One after the other: the tree is small and changed seldom, and two changes at once could close a circle.
    private const string LockTree = "select pg_advisory_xact_lock(7226015530216)";

    private const string InsertVersion = """
        insert into indicator (code, version, parent_code, name, name_english, unit, direction, source, measure, weight, is_active, known_at, account)
        values (@Code, @Version, @ParentCode, @Name, @NameEnglish, @Unit, @Direction, @Source, @Measure, @Weight, @IsActive, @Now, @Account)
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapPutIndicator(this IEndpointRouteBuilder routes) =>
        routes.MapPut("/indicators/{code}", Handle).WithName("PutIndicator").WithTags("Indicators").Allow(Scopes.InsightsWrite, Roles.Operator).Validated<PutIndicatorRequest>()
            .WithProblems(412, 428);

    private static async Task<Results<Ok<IndicatorView>, ProblemHttpResult>> Handle(
        string code, PutIndicatorRequest request, HttpContext http, CallerDatabase database, Caller caller, TimeProvider clock, CancellationToken cancellation)
    {
        if (!CodeRule().IsMatch(code))
        {
            return ApiProblem.Invalid400(new FieldError("code", "malformed", "A code is 1 to 60 small letters, digits and -, a letter first."));
        }

        await using var change = await database.BeginAsync(null, cancellation);
        var connection = change.Transaction.Connection!;
        await connection.ExecuteAsync(new CommandDefinition(LockTree, transaction: change.Transaction, cancellationToken: cancellation));
        var now = clock.GetUtcNow();
        var tree = (await IndicatorView.Read(connection, null, now, cancellation)).ToDictionary(indicator => indicator.Code, StringComparer.Ordinal);
        var before = tree.GetValueOrDefault(code);
        if ((before is null ? null : Revisions.Refuse(http, before.Version)) is { } stale)
        {
            return stale;
        }

        if (Fault(tree, code, before, request) is { } fault)
        {
            return ApiProblem.Invalid400(fault);
        }

        var view = new IndicatorView(
            code, (before?.Version ?? 0) + 1, request.ParentCode, request.Name!, request.NameEnglish!, request.Unit ?? "", request.Direction!, request.Source!, request.Measure,
            request.Weight ?? 1, request.IsActive ?? true);
        var row = new
        {
            view.Code,
            view.Version,
            view.ParentCode,
            view.Name,
            view.NameEnglish,
            view.Unit,
            view.Direction,
            view.Source,
            view.Measure,
            view.Weight,
            view.IsActive,
            Now = now,
            Account = caller.Subject,
        };
        await connection.ExecuteAsync(new CommandDefinition(InsertVersion, row, change.Transaction, cancellationToken: cancellation));
        await AuditTrail.Record(change.Transaction, AuditEntry.By(caller, "indicator.defined", "indicator", code, view.Version), cancellation);
        await change.Transaction.CommitAsync(cancellation);
        Revisions.SetETag(http, view.Version);
        return TypedResults.Ok(view);
    }

    private static FieldError? Fault(Dictionary<string, IndicatorView> tree, string code, IndicatorView? before, PutIndicatorRequest request)
    {
        if (before is not null && (before.Source != request.Source || before.Measure != request.Measure || (before.Unit != (request.Unit ?? "") && before.Source != "group")))
        {
            return new FieldError("source", "not_changed", "Source, measure and unit stay: values of before would mean something else. Define another indicator.");
        }

        for (var parent = request.ParentCode; parent is not null; parent = tree[parent].ParentCode)
        {
            if (parent == code || tree.GetValueOrDefault(parent)?.Source != "group")
            {
                return new FieldError("parentCode", "unknown_group", "The parent is a group, and not below this one.");
            }
        }

        return null;
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,59}\z")]
    private static partial Regex CodeRule();
}
