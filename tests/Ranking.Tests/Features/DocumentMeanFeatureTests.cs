using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class DocumentMeanFeatureTests
{
    private static readonly DocumentMeanFeature Feature = new();

    [Theory]
    [InlineData(0.05, 0.05, 0.5)]
    [InlineData(0.1, 0, 0.5)]
    [InlineData(0, 0, 0)]
    [InlineData(1, 1, 0.9524)]
    public void The_mean_of_all_documents_counts(double first, double second, double value) =>
        Assert.Equal(value, Feature.Value(Pairings.Holding(new Doc("profile", first), new Doc("paper", second)))!.Value, 4);

    [Fact]
    public void Without_documents_it_is_unknown()
    {
        Assert.Null(Feature.Value(Pairings.Holding()));
        Assert.Equal(new Wording("材料整体与需求的接近程度未知", "Closeness of the documents as a whole to the need: unknown"), Feature.Told(Pairings.Holding()));
    }

    [Fact]
    public void One_more_document_on_another_subject_lowers_it_so_it_is_not_monotone()
    {
        Assert.True(Feature.Value(Pairings.Holding(new Doc("paper", 0.3), new Doc("paper", 0))) < Feature.Value(Pairings.Holding(new Doc("paper", 0.3))));
        Assert.False(Feature.IsMonotone);
    }

    [Fact]
    public void The_level_is_told() => Assert.Equal(
        new Wording("材料整体与需求的接近程度高", "Closeness of the documents as a whole to the need: high"),
        Feature.Told(Pairings.Holding(new Doc("paper", 0.05))));
}
