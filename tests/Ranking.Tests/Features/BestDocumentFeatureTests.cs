using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class BestDocumentFeatureTests
{
    private static readonly BestDocumentFeature Feature = new();

    [Theory]
    [InlineData(0.1, 0.2)]
    [InlineData(0.5, 1)]
    [InlineData(0.9, 1)]
    public void It_is_linear_up_to_one_half(double cosine, double value) =>
        Assert.Equal(value, Feature.Value(Pairings.Holding(new Doc("paper", 0.01), new Doc("paper", cosine)))!.Value, 9);

    [Fact]
    public void Without_documents_there_is_no_best() => Assert.Equal(0, Feature.Value(Pairings.Holding())!.Value);

    [Fact]
    public void The_best_document_is_named()
    {
        Assert.Equal(new Wording("最相近的材料是《成果1》（0.400）", "The closest document is “成果1” (0.400)"), Feature.Told(Pairings.Pair(cosines: [0.1, 0.4])));
        Assert.Equal(
            new Wording("最相近的材料是一项成果（0.300）", "The closest document is an achievement (0.300)"),
            Feature.Told(Pairings.Holding(new Doc("profile", 0.1), new Doc("patent", 0.3))));
        Assert.Equal(
            new Wording("最相近的材料是专家自述（0.300）", "The closest document is the expert's self-description (0.300)"),
            Feature.Told(Pairings.Holding(new Doc("profile", 0.3), new Doc("patent", 0.1))));
        Assert.Equal(new Wording("没有与需求用语相近的材料", "No document is close to the wording of the need"), Feature.Told(Pairings.Holding(new Doc("profile", 0))));
    }

    [Fact]
    public void A_closer_document_never_lowers_the_value() => Rising.NeverLowers(Feature, (pairing, random) => Rising.Closer(pairing, random));
}
