using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class FieldMatchFeatureTests
{
    private static readonly FieldMatchFeature Feature = new();

    [Theory]
    [InlineData("403", "403", 1.0)]
    [InlineData("403", "40301", 1.0)]
    [InlineData("40302", "40301", 0.8)]
    [InlineData("403", "405", 0.4)]
    [InlineData("403", "101", 0.0)]
    [InlineData("40", "403", 0.8)]
    [InlineData("", "403", null)]
    [InlineData(null, "403", null)]
    [InlineData("403", null, null)]
    public void A_longer_common_beginning_gives_more(string? wanted, string? offered, double? share) => Assert.Equal(share, Feature.Value(Fields(wanted, offered)));

    [Fact]
    public void The_best_of_several_fields_counts() =>
        Assert.Equal(1, Feature.Value(Pairings.Pair(query => query with { Field = "403" }, candidate => candidate with { Fields = ["101", "403", "404"] })));

    [Theory]
    [InlineData(null, "403", "需求未填技术领域", "The need states no technical field")]
    [InlineData("403", null, "专家未填技术领域", "The expert states no technical field")]
    [InlineData("403", "403", "技术领域一致（403）", "Same technical field (403)")]
    [InlineData("40302", "40301", "技术领域同组（40302）", "Same group of technical fields (40302)")]
    [InlineData("403", "405", "技术领域同大类", "Same broad technical area")]
    [InlineData("403", "101", "技术领域不同", "Different technical fields")]
    public void The_agreement_is_told(string? wanted, string? offered, string told, string english) => Assert.Equal(
        new Wording(told, english),
        Feature.Told(Fields(wanted, offered)));

    [Fact]
    public void One_more_field_never_lowers_the_value() => Rising.NeverLowers(
        Feature, (pairing, random) => pairing with { Candidate = pairing.Candidate with { Fields = [.. pairing.Candidate.Fields, Rising.Field(random)] } });

    private static Pairing Fields(string? wanted, string? offered) => Pairings.Pair(
        query => query with { Field = wanted }, candidate => candidate with { Fields = offered is null ? [] : [offered] });
}
