using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class BudgetFitFeatureTests
{
    private static readonly BudgetFitFeature Feature = new();

    [Fact]
    public void Work_of_the_same_size_fits_and_of_a_hundredfold_does_not()
    {
        Assert.Equal(1, Share(800_000, 1_200_000));
        Assert.Equal(0, Share(800_000, 80_000_000)!.Value, 9);
        Assert.Equal(0, Share(800_000, 800_000_000)!.Value, 9);
        Assert.Equal(1 - (0.7 / 1.7), Share(800_000, 8_000_000)!.Value, 9);
        Assert.Equal(Share(800_000, 8_000_000)!.Value, Share(800_000, 80_000)!.Value, 9);
        Assert.Equal(1, Share(800_000, 80_000_000, 800_000));
    }

    [Fact]
    public void Unknown_money_is_unknown()
    {
        Assert.Null(Share(null, 800_000));
        Assert.Null(Share(800_000));
        Assert.Null(Share(0, 800_000));
        Assert.Null(Share(800_000, 0));
    }

    [Fact]
    public void The_nearest_amount_is_told()
    {
        Assert.Equal(new Wording("投入面议或未填", "The budget is open to negotiation or not stated"), Feature.Told(Money(null, 800_000)));
        Assert.Equal(new Wording("专家项目金额未知", "The amounts of the expert's projects are unknown"), Feature.Told(Money(800_000)));
        Assert.Equal(
            new Wording("预算80万元，专家做过最接近的是120.5万元", "The budget is CNY 800,000; the closest amount the expert has handled is CNY 1,205,000"),
            Feature.Told(Money(800_000, 1_205_000, 90_000_000)));
    }

    [Fact]
    public void One_more_amount_never_lowers_the_value() => Rising.NeverLowers(Feature, (pairing, random) => Rising.More(pairing, random, "project"));

    private static double? Share(decimal? budget, params decimal[] amounts) => Feature.Value(Money(budget, amounts));

    private static Pairing Money(decimal? budget, params decimal[] amounts)
    {
        var pairing = Pairings.Holding([.. amounts.Select(amount => new Doc("project", Amount: amount)), new Doc("paper")]);
        return pairing with { Query = pairing.Query with { BudgetYuan = budget } };
    }
}
