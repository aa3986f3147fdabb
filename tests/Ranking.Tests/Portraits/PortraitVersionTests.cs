using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.Portraits;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Ranking.Tests.Portraits;

public sealed class PortraitVersionTests
{
    [Fact]
    public void It_changes_with_everything_a_portrait_is_made_from_and_with_nothing_else()
    {
        static string Of(int id = 1, long revision = 1, int day = 0, int engagements = 0, int other = 0, KnowledgeGraph? graph = null) => PortraitVersion.Of(
            Samples.Id(id), revision, new RankingMoment(Samples.Today.AddDays(day), new Dictionary<Guid, int> { [Samples.Id(1)] = engagements, [Samples.Id(9)] = other }), graph ?? Drawing.Graph);
        string[] versions = [Of(), Of(id: 2), Of(revision: 2), Of(day: 1), Of(engagements: 1), Of(graph: KnowledgeGraph.Default)];
        Assert.Equal(versions.Length, versions.Distinct().Count());
        Assert.Equal(Of(), Of(other: 3));
    }

    [Fact]
    public void A_portrait_tells_its_version_and_day()
    {
        var portrait = Drawing.Draw("聚酯薄膜");
        Assert.Equal(PortraitVersion.Of(Samples.Id(1), 1, Samples.Moment, Drawing.Graph), portrait.PortraitVersion);
        Assert.Equal(Samples.Today, portrait.MadeOn);
    }
}
