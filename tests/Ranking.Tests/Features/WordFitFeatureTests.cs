using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class WordFitFeatureTests
{
    private static readonly WordFitFeature Feature = new();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.05, 0.25)]
    [InlineData(0.15, 0.5)]
    [InlineData(1, 0.8696)]
    public void Half_is_reached_at_0_15_and_all_never(double relevance, double value) =>
        Assert.Equal(value, Feature.Value(Pairings.Fitting(texts => texts with { WordBm25 = relevance }))!.Value, 4);

    [Theory]
    [InlineData(0.11, "高（0.110）", "high (0.110)")]
    [InlineData(0.07, "较高（0.070）", "fairly high (0.070)")]
    [InlineData(0.04, "一般（0.040）", "moderate (0.040)")]
    [InlineData(0.02, "较低（0.020）", "fairly low (0.020)")]
    public void The_level_is_told_with_the_number(double relevance, string told, string english) =>
        Assert.Equal(
            new Wording($"按整词计的相关度{told}", $"Relevance by whole words: {english}"),
            Feature.Told(Pairings.Fitting(texts => texts with { WordBm25 = relevance })));

    [Fact]
    public void More_relevance_never_lowers_the_value() =>
        Rising.NeverLowers(Feature, (pairing, random) => Rising.Texts(pairing, texts => texts with { WordBm25 = texts.WordBm25 + random.NextDouble() }));
}
