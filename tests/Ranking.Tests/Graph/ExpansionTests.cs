using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Graph;

namespace Matchmaking.Ranking.Tests.Graph;

public sealed class ExpansionTests
{
    private static readonly KnowledgeGraph Graph = KnowledgeGraph.Default;

    private static double Weight(string of, string near) =>
        Graph.Expansion.Of(Graph.Find(of)!.Number).FirstOrDefault(found => found.Technology == Graph.Find(near)!.Number).Weight;

    [Theory]
    [InlineData("lithium-ion-battery", "solid-state-battery", Expansion.Narrower)]
    [InlineData("cathode-material", "lithium-iron-phosphate", Expansion.Narrower)]
    [InlineData("lithium-iron-phosphate", "cathode-material", Expansion.Broader)]
    [InlineData("digital-twin", "new-energy-vehicle", 0)]
    public void Near_technologies_weigh_by_how_they_are_linked(string of, string near, double weight) => Assert.Equal(weight, Weight(of, near));

    [Fact]
    public void The_list_is_short_ordered_and_always_the_same()
    {
        using var empty = new KnowledgeFolder();
        var again = KnowledgeGraph.Load(empty.Path);
        foreach (var technology in Graph.Technologies)
        {
            var near = Graph.Expansion.Of(technology.Number);
            Assert.InRange(near.Count, 1, Expansion.Most);
            Assert.Equal(near.OrderByDescending(found => found.Weight).ThenBy(found => found.Technology), near);
            Assert.DoesNotContain(near, found => found.Technology == technology.Number || found.Weight is <= 0 or >= 1);
            Assert.Equal(near, again.Expansion.Of(technology.Number));
        }
    }

    [Fact]
    public void Siblings_count_in_small_families_only()
    {
        TechnologyRow[] Family(int kinds) => [GraphTests.Row("a"), .. Enumerable.Range(0, kinds).Select(i => GraphTests.Row($"k{i:00}", ["a"]))];
        int Near(int kinds) => KnowledgeGraph.Of(Family(kinds), []).Expansion.Of(1).Count;

        Assert.Equal(Expansion.MostSiblings, Near(Expansion.MostSiblings));
        Assert.Equal(1, Near(Expansion.MostSiblings + 1));
    }
}
