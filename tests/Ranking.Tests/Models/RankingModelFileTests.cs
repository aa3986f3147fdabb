using System.Text;
using Matchmaking.Ranking.Models;

namespace Matchmaking.Ranking.Tests.Models;

public sealed class RankingModelFileTests
{
    private static readonly RankingModel Model = SampleModels.Stump("region", 0.4f, -0.1, 0.3, share: 0.3, pointsPerUnit: 4.56);

    [Fact]
    public void What_is_written_reads_back_to_the_same_bytes()
    {
        var text = RankingModelFile.Write(Model);
        var read = RankingModelFile.Read(text);

        Assert.Equal(text, RankingModelFile.Write(read));
        Assert.Equal(Model.Digest, read.Digest);
        Assert.Equal(Model.Origin, read.Origin);
    }

    [Fact]
    public void All_that_changes_a_score_changes_the_digest()
    {
        Assert.NotEqual(Model.Digest, (Model with { PointsPerUnit = 4.57 }).Digest);
        Assert.NotEqual(Model.Digest, (Model with { ScorecardShare = 0.31 }).Digest);
        Assert.NotEqual(Model.Digest, (Model with { Origin = Model.Origin with { Kind = ModelKinds.Decisions } }).Digest);
        Assert.NotEqual(Model.Digest, SampleModels.Stump("region", 0.41f, -0.1, 0.3, share: 0.3, pointsPerUnit: 4.56).Digest);
    }

    [Theory]
    [InlineData("ranking-model/1", "ranking-model/7", "ranking-model/7")]
    [InlineData("\"scorecardShare\":0.3", "\"scorecardShare\":1.3", "share of the scorecard")]
    [InlineData("\"pointsPerUnit\":4.56", "\"pointsPerUnit\":-1", "points for a unit")]
    [InlineData("\"origin\":", "\"gone\":", "no ranking-model/1")]
    [InlineData("\"left\":[1,", "\"left\":[0,", "cannot be walked")]
    public void A_damaged_text_is_refused_with_what_is_wrong(string part, string damaged, string expected)
    {
        var text = Encoding.UTF8.GetString(RankingModelFile.Write(Model));
        Assert.Contains(part, text, StringComparison.Ordinal);

        var error = Assert.Throws<InvalidDataException>(() => RankingModelFile.Read(Encoding.UTF8.GetBytes(text.Replace(part, damaged, StringComparison.Ordinal))));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
