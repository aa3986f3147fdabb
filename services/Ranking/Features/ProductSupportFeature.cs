namespace Matchmaking.Ranking.Features;

/// <summary>How far products, standards and awards support the demand, each by its closeness and its freshness.</summary>
public sealed class ProductSupportFeature : IFeature
{
    private static readonly string[] Kinds = ["product", "standard", "award"];

    /// <inheritdoc/>
    public string Name => "product_support";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Reliable;

    /// <inheritdoc/>
    public string Formula => "e / (e + 0.5), e = sum over products, standards and awards of nearness times freshness; unknown when every document is an achievement of unknown kind";

    /// <inheritdoc/>
    public string Source => "科技成果登记办法";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => EvidenceSupport.OfKinds(pairing, Kinds);

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value) => EvidenceSupport.Told(value, new("产品、标准和获奖", "products, standards or awards"));
}
