namespace Matchmaking.Ranking.Features;

/// <summary>Whether the talent has handled work of this size: distance of the budget to the nearest amount that an achievement states, in powers of ten.</summary>
public sealed class BudgetFitFeature : IFeature
{
    private const double FullFit = 0.3;
    private const double NoFit = 2;

    /// <inheritdoc/>
    public string Name => "budget_fit";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Affordable;

    /// <inheritdoc/>
    public string Formula => "d = |log10(nearest amount / budget)|; 1 for d up to 0.3 (a factor of two), linear down to 0 at d = 2 (a factor of a hundred); unknown without budget or amounts";

    /// <inheritdoc/>
    public string Source => "技术需求征集表 (拟投入资金)、专家库入库申请表 (项目经费、合同金额)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => NearestAmount(pairing) is { } amount ? 1 - Ramp.Linear(Distance(amount, pairing.Query.BudgetYuan!.Value), FullFit, NoFit) : null;

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        if (pairing.Query.BudgetYuan is not > 0)
        {
            return new("投入面议或未填", "The budget is open to negotiation or not stated");
        }

        if (NearestAmount(pairing) is not { } nearest)
        {
            return new("专家项目金额未知", "The amounts of the expert's projects are unknown");
        }

        var (budget, amount) = (Phrases.Yuan(pairing.Query.BudgetYuan.Value), Phrases.Yuan(nearest));
        return new(
            $"预算{budget.Chinese}，专家做过最接近的是{amount.Chinese}",
            $"The budget is {budget.English}; the closest amount the expert has handled is {amount.English}");
    }
    private static decimal? NearestAmount(Pairing pairing)
    {
        if (pairing.Query.BudgetYuan is not { } budget || budget <= 0)
        {
            return null;
        }

        decimal? nearest = null;
        foreach (var document in pairing.Candidate.Documents)
        {
            if (document.AmountYuan is { } amount && amount > 0 && (nearest is null || Distance(amount, budget) < Distance(nearest.Value, budget)))
            {
                nearest = amount;
            }
        }

        return nearest;
    }

    private static double Distance(decimal amount, decimal budget) => Math.Abs(Math.Log10((double)amount) - Math.Log10((double)budget));
}
