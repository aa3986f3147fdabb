using Matchmaking.Ranking.Candidates;

namespace Matchmaking.Ranking.Features;

/// <summary>Whether results of the talent have reached industry (成果转化): conversion contracts and products near the demand, with the money of the contracts. Unknown where the kinds of the achievements are not known at all.</summary>
public sealed class ConversionFeature : IFeature
{
    private const double Half = 0.6;

    // A conversion on another subject still shows that the talent can bring one to an end.
    private const double FarAway = 0.15;

    // Conversion wears off slower than research: a process that runs in a plant goes on running.
    private const double HalfLifeYears = 8;

    /// <inheritdoc/>
    public string Name => "conversion";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Reliable;

    /// <inheritdoc/>
    public string Formula => "c / (c + 0.6), c = sum over contracts and products of weight times 0.5^(years / 8), 0.88 undated, times max(0.15, nearness); weight of a contract 1 + 0.5 * log10(yuan / 100,000), at least 1, of a product 0.8; unknown when every document is an achievement of unknown kind";

    /// <inheritdoc/>
    public string Source => "关于完善科技成果评价机制的指导意见 (国办发〔2021〕26号)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing)
    {
        var known = false;
        var sum = 0.0;
        for (var i = 0; i < pairing.Candidate.Documents.Count; i++)
        {
            var document = pairing.Candidate.Documents[i];
            known |= !document.IsAchievement || document.Source != "document";
            if (Weight(document) is var weight and > 0)
            {
                var freshness = document.Date is { } date ? Ramp.Decay(date, pairing.Today, HalfLifeYears) : EvidenceSupport.UndatedWeight;
                sum += weight * freshness * Math.Max(FarAway, EvidenceSupport.Nearness(pairing.Relevance.DocumentCosines[i]));
            }
        }

        return known ? Ramp.Saturating(sum, Half) : null;
    }

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        if (value is null)
        {
            return Phrases.NoKinds;
        }

        var contracts = pairing.Candidate.Documents.Count(document => document.Source == "conversion_contract");
        var products = pairing.Candidate.Documents.Count(document => document.Source == "product");
        if (contracts + products == 0)
        {
            return new("没有登记转化合同或产品", "No technology transfer contracts or products registered");
        }

        var money = pairing.Candidate.Documents.Where(document => document.Source == "conversion_contract").Sum(document => document.AmountYuan ?? 0);
        var sum = Phrases.Yuan(money);
        return new Wording(
            $"转化合同{contracts}项、产品{products}项",
            $"{Phrases.Count(contracts, "technology transfer contract")} and {Phrases.Count(products, "product")}")
            .Then(money > 0 ? new($"，合同金额共{sum.Chinese}", $", contract value {sum.English} in total") : Wording.None);
    }
    private static double Weight(PortfolioDocument document) => document.Source switch
    {
        // 100,000 yuan give the plain weight, every tenfold half as much again.
        "conversion_contract" => 1 + (document.AmountYuan is { } amount && amount > 100_000 ? 0.5 * Math.Log10((double)amount / 100_000) : 0),
        "product" => 0.8,
        _ => 0,
    };
}
