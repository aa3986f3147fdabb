using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class ConversionFeatureTests
{
    private static readonly ConversionFeature Feature = new();

    [Fact]
    public void A_product_of_today_at_half_nearness_weighs_four_tenths() =>
        Assert.Equal(0.4 / (0.4 + 0.6), Share(new Doc("product", 0.25, "2026-11-01"))!.Value, 9);

    [Fact]
    public void Contracts_near_the_need_and_with_more_money_count_more()
    {
        Assert.True(Share(new Doc("conversion_contract", 0.4, Amount: 100_000)) > Share(new Doc("conversion_contract", 0.01, Amount: 100_000)));
        Assert.True(Share(new Doc("conversion_contract", 0.4, Amount: 5_000_000)) > Share(new Doc("conversion_contract", 0.4, Amount: 100_000)));
        Assert.Equal(Share(new Doc("conversion_contract", 0.4, Amount: 50_000)), Share(new Doc("conversion_contract", 0.4)));
        Assert.True(Share(new Doc("conversion_contract", 0.4), new Doc("product", 0.4)) > Share(new Doc("product", 0.4)));
    }

    [Fact]
    public void One_on_another_subject_still_counts_a_little_and_age_takes_half_in_eight_years()
    {
        Assert.Equal(0.8 * 0.15 / ((0.8 * 0.15) + 0.6), Share(new Doc("product", 0, "2026-11-01"))!.Value, 9);
        Assert.Equal(0.2 / (0.2 + 0.6), Share(new Doc("product", 0.25, "2018-11-01"))!.Value, 3);
    }

    [Fact]
    public void Papers_convert_nothing_and_unknown_kinds_are_unknown()
    {
        Assert.Equal(0, Share(new Doc("paper", 0.4)));
        Assert.Null(Share(new Doc("document", 0.4)));
    }

    [Fact]
    public void Contracts_products_and_money_are_told()
    {
        Assert.Equal(new Wording("成果类别未知", "The kinds of the achievements are unknown"), Feature.Told(Pairings.Holding(new Doc("document"))));
        Assert.Equal(new Wording("没有登记转化合同或产品", "No technology transfer contracts or products registered"), Feature.Told(Pairings.Holding(new Doc("paper"))));
        Assert.Equal(new Wording("转化合同0项、产品1项", "0 technology transfer contracts and 1 product"), Feature.Told(Pairings.Holding(new Doc("product"))));
        Assert.Equal(
            new Wording("转化合同1项、产品2项，合同金额共0.5万元", "1 technology transfer contract and 2 products, contract value CNY 5,000 in total"),
            Feature.Told(Pairings.Holding(new Doc("conversion_contract", Amount: 5_000), new Doc("product"), new Doc("product"))));
        Assert.Equal(
            new Wording("转化合同2项、产品0项，合同金额共155万元", "2 technology transfer contracts and 0 products, contract value CNY 1,550,000 in total"),
            Feature.Told(Pairings.Holding(new Doc("conversion_contract", Amount: 1_500_000), new Doc("conversion_contract", Amount: 50_000), new Doc("project", Amount: 9_000_000))));
    }

    [Fact]
    public void More_closer_younger_or_larger_contracts_never_lowers_the_value() => Rising.NeverLowers(Feature, (pairing, random) => random.Next(2) == 0
        ? Rising.Evidence(pairing, random, "conversion_contract")
        : Rising.Change(pairing, random, years: 0, yuan: 1_000_000));

    private static double? Share(params Doc[] documents) => Feature.Value(Pairings.Holding(documents));
}
