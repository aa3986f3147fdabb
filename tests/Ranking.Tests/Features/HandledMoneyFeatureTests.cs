using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class HandledMoneyFeatureTests
{
    private static readonly HandledMoneyFeature Feature = new();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(90_000, 0.25)]
    [InlineData(990_000, 0.5)]
    [InlineData(99_990_000, 1)]
    [InlineData(999_000_000, 1)]
    public void Each_tenfold_gives_a_quarter(int yuan, double value) =>
        Assert.Equal(value, Feature.Value(Pairings.Holding(new Doc("project", Amount: yuan / 3), new Doc("conversion_contract", Amount: yuan - (yuan / 3))))!.Value, 9);

    [Fact]
    public void Money_on_another_subject_does_not_count() =>
        Assert.Equal(0.25, Feature.Value(Pairings.Holding(new Doc("project", 0.2, Amount: 90_000), new Doc("project", 0.03, Amount: 9_000_000)))!.Value, 9);

    [Fact]
    public void Where_no_amount_is_stated_it_is_unknown()
    {
        Assert.Null(Feature.Value(Pairings.Holding(new Doc("project"), new Doc("project", 0.01, Amount: 90_000))));
        Assert.Equal(new Wording("支撑成果没有登记金额", "No amounts registered for supporting achievements"), Feature.Told(Pairings.Holding(new Doc("project"))));
    }

    [Fact]
    public void The_sum_is_told() => Assert.Equal(
        new Wording("支撑成果的经费和合同额共12.5万元", "Funding and contracts of the supporting achievements add up to CNY 125,000"),
        Feature.Told(Pairings.Holding(new Doc("project", Amount: 100_000), new Doc("project", Amount: 25_000))));

    [Fact]
    public void More_money_never_lowers_the_value() => Rising.NeverLowers(Feature, (pairing, random) => random.Next(2) == 0
        ? Rising.Change(pairing, random, years: 0, yuan: random.Next(1_000_000))
        : Rising.Evidence(pairing, random, "project"));
}
