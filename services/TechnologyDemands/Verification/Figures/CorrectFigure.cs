using Dapper;
using FluentValidation;
using Matchmaking.Access;
using Matchmaking.Audit;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Verification.Figures;

/// <summary>A figure of a published need is not true (回头看, 核减).</summary>
/// <param name="Level">department 部门初审, third_party 第三方复核 or committee 管委会审定: the one that the caller acts on.</param>
/// <param name="Figure">budget 意向投入, in yuan, or indicator 技术指标.</param>
/// <param name="Indicator">Name of the indicator as filed; of an indicator only.</param>
/// <param name="Bound">value, the bound or lower end, or upper; of an indicator only, value when absent.</param>
/// <param name="ValueBefore">What is taken for true until now: as filed, or as corrected last.</param>
/// <param name="ValueAfter">What is true; of a budget not below 0.</param>
/// <param name="ReasonCodes">Why; at least one.</param>
/// <param name="Text">What was found, 1 to 2,000 characters; the enterprise reads it.</param>
public sealed record CorrectFigureRequest(
    string? Level, string? Figure, string? Indicator, string? Bound, decimal? ValueBefore, decimal? ValueAfter, IReadOnlyList<string>? ReasonCodes, string? Text);

/// <summary>Rules of <see cref="CorrectFigureRequest"/>.</summary>
public sealed class CorrectFigureRequestValidator : AbstractValidator<CorrectFigureRequest>
{
    // An amount of 10^12 in units of 10,000 yuan.
    private const decimal Most = 1e16m;

    /// <summary>Sets the rules.</summary>
    public CorrectFigureRequestValidator()
    {
        RuleFor(c => c.Level).Required(VerificationLevels.IsVerifying, "unknown_level", VerificationLevels.Rule);
        RuleFor(c => c.Figure).Required(figure => figure is "budget" or "indicator", "unknown_figure", "One of: budget, indicator.");
        RuleFor(c => c.Indicator).MaximumLength(100);
        RuleFor(c => c.Indicator).Must((c, name) => c.Figure == "indicator" == !string.IsNullOrWhiteSpace(name)).WithErrorCode("indicator_mismatch").WithMessage("An indicator, and only an indicator, has a name.");
        RuleFor(c => c.Bound).Optional(bound => bound is "value" or "upper", "unknown_bound", "One of: value, upper.");
        RuleFor(c => c.Bound).Must((c, bound) => bound is null || c.Figure == "indicator").WithErrorCode("indicator_mismatch").WithMessage("Only an indicator has bounds.");
        RuleFor(c => c.ValueBefore).NotNull().InclusiveBetween(-Most, Most);
        RuleFor(c => c.ValueAfter).NotNull().InclusiveBetween(-Most, Most);
        RuleFor(c => c.ValueAfter).Must((c, after) => after is null || (after != c.ValueBefore && (c.Figure != "budget" || after >= 0)))
            .WithErrorCode("out_of_range").WithMessage("Another value than before; of a budget not below 0.");
        this.EachOf(c => c.ReasonCodes, 1, Codes.CorrectionReasons.Codes.Count, Codes.CorrectionReasons.Contains, "unknown_reason_code", $"One of: {string.Join(", ", Codes.CorrectionReasons.Codes)}.");
        RuleFor(c => c.Text).NotEmpty().MaximumLength(2000);
    }
}

/// <summary>
/// POST /v1/demands/{id}/corrections: appends what a figure of a published need is in truth. What was filed stays as it was filed; the same value filed once more stays corrected.
/// </summary>
public static class CorrectFigure
{
    private const string SelectDemand = "select enterprise_code as EnterpriseCode, region_code as RegionCode from demand where demand_id = @id and (@Only::text is null or enterprise_code = @Only)";

    private const string SelectFiler = "select exists (select from verification_seat where demand_id = @id and account = @Subject and level = 'filing')";

    private const string SelectLastNumber = "select coalesce(max(number), 0) from figure_correction where demand_id = @id";

    // Of two at once the second finds the number taken, for what it corrects is not what it was.
    private const string InsertCorrection = $"""
        insert into figure_correction (correction_id, demand_id, number, enterprise_code, region_code, figure, indicator, bound, value_filed, value_before, value_after, reason_codes, text, level, organisation, corrected_at)
        values (@CorrectionId, @id, @Number, @EnterpriseCode, @RegionCode, @Figure, @Indicator, @Bound, @ValueFiled, @ValueBefore, @ValueAfter, @ReasonCodes, @Text, @Level, @Organisation, @Now)
        on conflict on constraint figure_correction_number do nothing
        returning {CorrectionRow.Columns}
        """;

    /// <summary>Maps the endpoint.</summary>
    public static void MapCorrectFigure(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/demands/{id:guid}/corrections", Handle).WithName("CorrectFigure").WithTags("Verification").Allow(Scopes.DemandsVerify, Roles.Reviewer, Roles.Operator)
            .Validated<CorrectFigureRequest>().WithProblems(403, 404, 409, 422);

    private static Task<Results<Created<CorrectionView>, ProblemHttpResult>> Handle(
        Guid id, CorrectFigureRequest request, HttpContext http, VerificationRules rules, Caller caller, TimeProvider clock, CancellationToken cancellation) =>
        Idempotency.Run<CorrectFigureRequest, CorrectionView>(http, request, transaction => Correct(transaction, id, request, rules, caller, clock, cancellation), cancellation);

    private static async Task<Results<Created<CorrectionView>, ProblemHttpResult>> Correct(
        NpgsqlTransaction transaction, Guid id, CorrectFigureRequest request, VerificationRules rules, Caller caller, TimeProvider clock, CancellationToken cancellation)
    {
        if (rules.Refuse(caller, request.Level!) is { } notAllowed)
        {
            return notAllowed;
        }

        var connection = transaction.Connection!;
        var demand = await connection.QuerySingleOrDefaultAsync<CorrectedDemand>(new CommandDefinition(SelectDemand, new { id, Only = caller.OnlyOrganisation }, transaction, cancellationToken: cancellation));
        if (demand is null)
        {
            return Problems.DemandNotFound(id);
        }

        if (await connection.QuerySingleAsync<bool>(new CommandDefinition(SelectFiler, new { id, caller.Subject }, transaction, cancellationToken: cancellation)))
        {
            return Problems.FilerDoesNotVerify();
        }

        // The number first: whoever corrects after this is found out by it.
        var number = await connection.QuerySingleAsync<int>(new CommandDefinition(SelectLastNumber, new { id }, transaction, cancellationToken: cancellation)) + 1;
        var now = clock.GetUtcNow();
        var filed = await FiledFigures.Read(connection, transaction, id, now.UtcDateTime, cancellation);
        if (filed.Filing is not { WasPublished: true })
        {
            return Problems.FiguresNotPublished();
        }

        var bound = request.Figure == "budget" ? null : request.Bound ?? "value";
        var named = filed.Figures.Where(f => (f.Name, f.Indicator, f.Bound) == (request.Figure, request.Indicator, bound) && f.AsFiled is not null).ToArray();
        var figure = named.FirstOrDefault(f => f.AsCorrected == request.ValueBefore);
        if (figure is null)
        {
            return named.Length == 0 ? Problems.FigureNotFiled() : Problems.FigureChanged(named[0].AsCorrected!.Value);
        }

        var row = new
        {
            CorrectionId = Guid.CreateVersion7(now),
            id,
            Number = number,
            demand.EnterpriseCode,
            demand.RegionCode,
            request.Figure,
            request.Indicator,
            Bound = bound,
            ValueFiled = figure.AsFiled,
            request.ValueBefore,
            request.ValueAfter,
            ReasonCodes = (string[])[.. request.ReasonCodes!],
            request.Text,
            request.Level,
            caller.Organisation,
            Now = now,
        };
        if (await connection.QuerySingleOrDefaultAsync<CorrectionRow>(new CommandDefinition(InsertCorrection, row, transaction, cancellationToken: cancellation)) is not { } correction)
        {
            return Problems.FigureChanged(null);
        }

        await Audit(transaction, id, demand.EnterpriseCode, correction, caller, cancellation);
        return TypedResults.Created($"/v1/demands/{id}/figures", correction.View());
    }

    // Who corrected stays with the bureau, as who verified does.
    private static async Task Audit(NpgsqlTransaction transaction, Guid id, string enterprise, CorrectionRow correction, Caller caller, CancellationToken cancellation)
    {
        System.Text.Json.Nodes.JsonObject Detail() => new() { ["correction"] = $"{correction.Id}", ["level"] = correction.Level, ["reasons"] = string.Join(',', correction.ReasonCodes) };
        var entry = AuditEntry.By(caller, "demand.figure_corrected", "demand", $"{id}", detail: Detail());
        await AuditTrail.Record(transaction, entry, cancellation);
        if (caller.Organisation != enterprise)
        {
            await AuditTrail.Record(transaction, entry with { Organisations = [enterprise], Actor = $"level:{correction.Level}", Detail = Detail() }, cancellation);
        }
    }

    private sealed record CorrectedDemand(string EnterpriseCode, string RegionCode);
}
