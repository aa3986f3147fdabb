using Matchmaking.Ranking.Encoders;
using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Encoders;

public sealed class EncodedPortfolioTests
{
    private static readonly float[] Demand = [0.6f, 0.8f, 0];

    [Fact]
    public void The_nearest_document_counts_and_what_is_left_out_does_not()
    {
        var portfolio = Portfolio([0, 1, 0], null, [0.6f, 0.8f, 0], [1, 0, 0]);

        Assert.Equal(1, portfolio.Nearest(Demand, null)!.Value, 0.01);
        Assert.Equal(0.8, portfolio.Nearest(Demand, [false, false, true, false])!.Value, 0.01);
        Assert.Null(portfolio.Nearest(Demand, [true, false, true, true]));
        Assert.False(portfolio.IsWhole);
    }

    [Fact]
    public void What_points_away_counts_nothing_and_what_cannot_be_compared_is_unknown()
    {
        Assert.Equal(0, Portfolio([-0.6f, -0.8f, 0]).Nearest(Demand, null));
        Assert.Null(Portfolio([0.6f, 0.8f]).Nearest(Demand, null));
        Assert.Null(Portfolio().Nearest(Demand, null));
        Assert.True(new EncodedPortfolio(1, [""], [null]).IsWhole);
    }

    [Fact]
    public void The_feature_shows_the_value_of_the_revision_that_is_ranked_and_no_list_changes_by_it()
    {
        var snapshot = Samples.Index(Samples.Entry(Samples.Profile()));
        var entry = snapshot.Find(Samples.Id(1))!;
        var vectors = entry.Item.Documents.Select(_ => (float[]?)[0, 1, 0]).ToArray();
        EncodedDemand Encoded(long revision) => new(Demand, new Dictionary<Guid, EncodedPortfolio> { [entry.Id] = new(revision, ["a", "b"], vectors) });
        Pairing Pair(EncodedDemand? encoded) => new PairingMaker(Samples.Query(), snapshot, Samples.Moment, encoded).Make(snapshot.Locate(entry.Id)!.Value, entry);
        var feature = new EncoderFitFeature();

        Assert.Equal(0.8, feature.Value(Pair(Encoded(1)))!.Value, 0.01);
        Assert.Contains("0.8", feature.Reason(Pair(Encoded(1)), feature.Value(Pair(Encoded(1)))).Chinese, StringComparison.Ordinal);
        Assert.Null(feature.Value(Pair(Encoded(2))));
        Assert.Null(feature.Value(Pair(null)));
        Assert.Equal(Scorecard.Default.Parts(Pair(null)), Scorecard.Default.Parts(Pair(Encoded(1))));
    }

    [Fact]
    public void A_document_copied_from_the_demand_is_not_near_it()
    {
        var demand = Samples.Demand(description: "双向拉伸聚酯薄膜透氧率偏高，希望把透氧率降低到每平方米每天一立方厘米以下，同时保持薄膜的透明度与热封强度，需要一整套高阻隔涂层的技术方案和中试条件。");
        var snapshot = Samples.Index(Samples.Entry(Samples.Profile(demand.Description)));
        var entry = snapshot.Find(Samples.Id(1))!;
        var portfolio = new EncodedPortfolio(1, ["copy", "directions"], [Demand, [0, 1, 0]]);
        var encoded = new EncodedDemand(Demand, new Dictionary<Guid, EncodedPortfolio> { [entry.Id] = portfolio });
        var relevance = new PairingMaker(Samples.Query(demand), snapshot, Samples.Moment, encoded).Make(snapshot.Locate(entry.Id)!.Value, entry).Relevance;

        Assert.Equal(1, relevance.CopiedDocuments);
        Assert.Equal(0.8, relevance.Encoded!.Value, 0.01);
    }

    private static EncodedPortfolio Portfolio(params float[]?[] vectors) => new(1, [.. vectors.Select(_ => "text")], vectors);
}
