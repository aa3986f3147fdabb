using System.Text.Json;
using Dapper;
using Matchmaking.TechnologyDemands.Demands;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Verification.Figures;

/// <summary>What an enterprise had filed at a time, and what had been corrected of it by then.</summary>
/// <param name="Filing">The last filing; null when there was none.</param>
/// <param name="Figures">Its figures, and those that were corrected and are filed no more.</param>
internal sealed record FiledFigures(FilingRow? Filing, IReadOnlyList<FigureView> Figures)
{
    private const string SelectFiling = """
        select revision as Revision, filed_at as FiledAt, budget_yuan as BudgetYuan, indicators::text as IndicatorsJson,
               exists (select from figure_filing where demand_id = @demandId and occasion = 'published' and filed_at <= @asOf) as WasPublished
        from figure_filing where demand_id = @demandId and filed_at <= @asOf order by filing_id desc limit 1
        """;

    private const string SelectCorrections = $"select {CorrectionRow.Columns} from figure_correction where demand_id = @demandId and corrected_at <= @asOf order by number";

    /// <summary>Reads those of a need that the connection may see.</summary>
    public static async Task<FiledFigures> Read(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid demandId, DateTime asOf, CancellationToken cancellation)
    {
        var filing = await connection.QuerySingleOrDefaultAsync<FilingRow>(new CommandDefinition(SelectFiling, new { demandId, asOf }, transaction, cancellationToken: cancellation));
        var corrections = await connection.QueryAsync<CorrectionRow>(new CommandDefinition(SelectCorrections, new { demandId, asOf }, transaction, cancellationToken: cancellation));
        return new FiledFigures(filing, Corrected(filing, [.. corrections.Select(row => row.View())]));
    }

    private static FigureView[] Corrected(FilingRow? filing, CorrectionView[] corrections)
    {
        var figures = (filing?.Figures() ?? []).Select(figure =>
        {
            var own = corrections.Where(c => (c.Figure, c.Indicator, c.Bound) == (figure.Name, figure.Indicator, figure.Bound)).ToArray();
            // A correction holds for the value that it corrects, and for no other that is filed later.
            return figure with { AsCorrected = own.LastOrDefault(c => c.ValueFiled == figure.AsFiled)?.ValueAfter ?? figure.AsFiled, Corrections = own };
        }).ToList();
        var gone = corrections.Where(c => !figures.Exists(figure => (c.Figure, c.Indicator, c.Bound) == (figure.Name, figure.Indicator, figure.Bound)))
            .GroupBy(c => (c.Figure, c.Indicator, c.Bound));
        return [.. figures, .. gone.Select(of => new FigureView(of.Key.Figure, of.Key.Indicator, of.Key.Bound, null, null, null, [.. of]))];
    }
}

/// <summary>The figures that were filed at once.</summary>
internal sealed record FilingRow
{
    public long Revision { get; init; }

    public DateTime FiledAt { get; init; }

    public decimal? BudgetYuan { get; init; }

    public string IndicatorsJson { get; init; } = "[]";

    public bool WasPublished { get; init; }

    /// <summary>Each figure, not corrected yet.</summary>
    public IEnumerable<FigureView> Figures()
    {
        if (BudgetYuan is { } yuan)
        {
            yield return new FigureView("budget", null, null, "yuan", yuan, yuan, []);
        }

        foreach (var indicator in JsonSerializer.Deserialize<IndicatorForm[]>(IndicatorsJson, DemandRow.Json)!)
        {
            yield return new FigureView("indicator", indicator.Name, "value", indicator.Unit, indicator.Value, indicator.Value, []);
            if (indicator.Upper is not null)
            {
                yield return new FigureView("indicator", indicator.Name, "upper", indicator.Unit, indicator.Upper, indicator.Upper, []);
            }
        }
    }
}

/// <summary>A correction as it is stored.</summary>
internal sealed record CorrectionRow
{
    /// <summary>The columns of <see cref="CorrectionRow"/>.</summary>
    public const string Columns = """
        correction_id as Id, number as Number, figure as Figure, indicator as Indicator, bound as Bound, value_filed as ValueFiled, value_before as ValueBefore, value_after as ValueAfter,
        reason_codes as ReasonCodes, text as Text, level as Level, organisation as Organisation, corrected_at as CorrectedAt
        """;

    public Guid Id { get; init; }

    public int Number { get; init; }

    public string Figure { get; init; } = "";

    public string? Indicator { get; init; }

    public string? Bound { get; init; }

    public decimal ValueFiled { get; init; }

    public decimal ValueBefore { get; init; }

    public decimal ValueAfter { get; init; }

    // Dapper fills arrays through properties only.
    public string[] ReasonCodes { get; init; } = [];

    public string Text { get; init; } = "";

    public string Level { get; init; } = "";

    public string Organisation { get; init; } = "";

    public DateTime CorrectedAt { get; init; }

    /// <summary>As callers see it.</summary>
    public CorrectionView View() => new(Id, Number, Figure, Indicator, Bound, ValueFiled, ValueBefore, ValueAfter, ReasonCodes, Text, Level, Organisation, CorrectedAt);
}
