using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class BestDocumentCoverageFeatureTests
{
    private static readonly BestDocumentCoverageFeature Feature = new();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.42, 0.42)]
    [InlineData(1, 1)]
    public void The_best_single_document_counts(double covered, double value) =>
        Assert.Equal(value, Feature.Value(Pairings.Fitting(texts => texts with { DocumentCoverages = [covered / 2, covered] })));

    [Fact]
    public void What_two_documents_cover_together_does_not_add_up()
    {
        var demand = Samples.Demand("薄膜透氧", "涂层方案");
        var pairing = Pairings.Matched(demand, Samples.Profile("薄膜透氧", Samples.Achievement("paper", "涂层方案")));
        Assert.True(Feature.Value(pairing) < new CoverageFeature().Value(pairing));
    }

    [Fact]
    public void Without_documents_it_is_unknown() => Assert.Null(Feature.Value(Pairings.Holding()));

    [Fact]
    public void The_share_is_told() =>
        Assert.Equal(
            new Wording("单份材料最多覆盖需求用语的42%", "No single document covers more than 42% of the need's terms"),
            Feature.Told(Pairings.Fitting(texts => texts with { DocumentCoverages = [0.1, 0.42] })));

    [Fact]
    public void A_document_that_covers_more_never_lowers_the_value() => Rising.NeverLowers(Feature, (pairing, random) => Rising.Closer(pairing, random));
}
