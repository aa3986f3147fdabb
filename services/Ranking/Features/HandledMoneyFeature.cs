namespace Matchmaking.Ranking.Features;

/// <summary>Money of the achievements that support the demand, projects and contracts above all: what others have entrusted to the talent on this subject.</summary>
public sealed class HandledMoneyFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "handled_money";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Reliable;

    /// <inheritdoc/>
    public string Formula => "min(1, log10(1 + yuan / 10,000) / 4), yuan = sum of the amounts of the achievements that support the demand; unknown when none states one";

    /// <inheritdoc/>
    public string Source => "关于完善科技成果评价机制的指导意见 (国办发〔2021〕26号; 经济价值)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing)
    {
        var known = false;
        var yuan = 0m;
        foreach (var document in EvidenceSupport.Supporting(pairing))
        {
            known |= document.AmountYuan is not null;
            yuan += document.AmountYuan ?? 0;
        }

        return known ? Math.Min(1, Math.Log10(1 + ((double)yuan / 10_000)) / 4) : null;
    }

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        if (value is null)
        {
            return new("支撑成果没有登记金额", "No amounts registered for supporting achievements");
        }

        var sum = Phrases.Yuan(EvidenceSupport.Supporting(pairing).Sum(document => document.AmountYuan ?? 0));
        return new($"支撑成果的经费和合同额共{sum.Chinese}", $"Funding and contracts of the supporting achievements add up to {sum.English}");
    }
}
