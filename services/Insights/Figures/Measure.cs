using Matchmaking.Insights.Facts;

namespace Matchmaking.Insights.Figures;

/// <summary>How a figure is made of facts.</summary>
/// <param name="Code">As an indicator names it.</param>
/// <param name="Kind">Facts of this kind are taken.</param>
/// <param name="Counts">What of them is counted.</param>
/// <param name="Reason">Only facts with this reason; null for all.</param>
internal sealed record Measure(string Code, string Kind, Counted Counts, string? Reason = null)
{
    private static readonly Measure[] All =
    [
        new("needs", FactKinds.DemandPublished, Counted.Facts),
        new("enterprises_with_needs", FactKinds.DemandPublished, Counted.Organisations),
        new("needs_solved", FactKinds.DemandClosed, Counted.Facts, "solved"),
        new("matches", FactKinds.MatchAccepted, Counted.Facts),
        new("experts_introduced", FactKinds.MatchAccepted, Counted.Experts),
        new("visits", FactKinds.Visited, Counted.Facts),
        new("enterprises_visited", FactKinds.Visited, Counted.Organisations),
        new("agreements", FactKinds.Agreed, Counted.Facts),
        new("contracts", FactKinds.Contracted, Counted.Facts),
        new("contract_amount", FactKinds.Contracted, Counted.Amount),
        new("transaction_amount", FactKinds.Contracted, Counted.Transaction),
        new("acceptances", FactKinds.Completed, Counted.Facts),
        new("experts_joined", FactKinds.ExpertJoined, Counted.Facts),
        new("institutes_joined", FactKinds.InstituteJoined, Counted.Facts),
        new("enterprises_joined", FactKinds.EnterpriseJoined, Counted.Facts),
    ];

    /// <summary>By code.</summary>
    public static readonly IReadOnlyDictionary<string, Measure> Known = All.ToDictionary(measure => measure.Code, StringComparer.Ordinal);

    /// <summary>What it makes of counts and sums; money in 万元, which is ten thousand yuan.</summary>
    public decimal Of(FactSums sums) => Counts switch
    {
        Counted.Facts => sums.Facts,
        Counted.Organisations => sums.Organisations,
        Counted.Experts => sums.Experts,
        Counted.Amount => sums.AmountYuan / 10_000,
        _ => sums.TransactionYuan / 10_000,
    };
}

/// <summary>What of facts is counted: 家次 or 份 are facts, 家 organisations, each once in a period.</summary>
internal enum Counted
{
    /// <summary>The facts themselves.</summary>
    Facts,

    /// <summary>Organisations, each once.</summary>
    Organisations,

    /// <summary>Experts, each once.</summary>
    Experts,

    /// <summary>合同成交额.</summary>
    Amount,

    /// <summary>技术交易额.</summary>
    Transaction,
}

/// <summary>Counts and sums of the facts of one kind in one period.</summary>
internal sealed record FactSums
{
    public string Period { get; init; } = "";

    public long Facts { get; init; }

    public long Organisations { get; init; }

    public long Experts { get; init; }

    public decimal AmountYuan { get; init; }

    public decimal TransactionYuan { get; init; }
}
