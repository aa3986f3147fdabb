using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class ReadinessFitFeatureTests
{
    private static readonly ReadinessFitFeature Feature = new();

    [Theory]
    [InlineData(3, "paper", 1.0)]
    [InlineData(4, "project", 1.0)]
    [InlineData(5, "patent", 1.0)]
    [InlineData(5, "award", 1.0)]
    [InlineData(8, "standard", 1.0)]
    [InlineData(8, "product", 1.0)]
    [InlineData(8, "conversion_contract", 1.0)]
    [InlineData(6, "paper", 0.5)]
    [InlineData(9, "paper", 0.0)]
    [InlineData(2, "product", 0.0)]
    [InlineData(7, "paper,product", 0.8333)]
    [InlineData(null, "paper", null)]
    [InlineData(7, "document", null)]
    [InlineData(7, "profile,directions", null)]
    public void The_highest_level_shown_is_compared_with_the_level_wanted(int? wanted, string kinds, double? share)
    {
        var value = Feature.Value(Kinds(wanted, kinds));
        Assert.Equal(share is null, value is null);
        Assert.Equal(share ?? 0, value ?? 0, 4);
    }

    [Theory]
    [InlineData(7, "product", "成果所处阶段与需求期望的就绪度7级相当", "The achievements match the technology readiness level wanted (TRL 7)")]
    [InlineData(7, "patent", "成果所处阶段与需求期望的就绪度7级相近", "The achievements are close to the technology readiness level wanted (TRL 7)")]
    [InlineData(7, "paper", "成果所处阶段与需求期望的就绪度7级相差较大", "The achievements are far from the technology readiness level wanted (TRL 7)")]
    [InlineData(null, "paper", "技术就绪度未填或成果类别未知", "The technology readiness level wanted or the kinds of achievements are unknown")]
    public void The_distance_is_told(int? wanted, string kinds, string told, string english) => Assert.Equal(
        new Wording(told, english),
        Feature.Told(Kinds(wanted, kinds)));

    [Fact]
    public void A_product_is_too_much_where_a_finding_is_wanted_so_it_is_not_monotone()
    {
        Assert.True(Feature.Value(Kinds(3, "paper,product")) < Feature.Value(Kinds(3, "paper")));
        Assert.False(Feature.IsMonotone);
    }

    private static Pairing Kinds(int? wanted, string kinds)
    {
        var pairing = Pairings.Holding([.. kinds.Split(',').Select(kind => new Doc(kind))]);
        return pairing with { Query = pairing.Query with { TrlWanted = wanted } };
    }
}
