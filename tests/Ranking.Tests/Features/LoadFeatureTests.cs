using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class LoadFeatureTests
{
    private static readonly LoadFeature Feature = new();

    [Theory]
    [InlineData(4, 0, 1.0, "承接能力有100%空闲", "100% of the expert's capacity is free")]
    [InlineData(4, 1, 0.75, "承接能力有75%空闲", "75% of the expert's capacity is free")]
    [InlineData(4, 4, 0.0, "承接能力有0%空闲", "0% of the expert's capacity is free")]
    [InlineData(4, 9, 0.0, "承接能力有0%空闲", "0% of the expert's capacity is free")]
    [InlineData(0, 0, null, "专家可承接数量未知", "How many projects the expert can take on is unknown")]
    [InlineData(null, 2, null, "专家可承接数量未知", "How many projects the expert can take on is unknown")]
    public void What_is_not_engaged_counts(int? capacity, int engagements, double? share, string told, string english)
    {
        var pairing = Pairings.Pair(candidate: candidate => candidate with { Capacity = capacity }, engagements: engagements);
        Assert.Equal(share, Feature.Value(pairing));
        Assert.Equal(new Wording(told, english), Feature.Told(pairing));
    }

    [Fact]
    public void Fewer_engagements_or_more_capacity_never_lowers_the_value() => Rising.NeverLowers(Feature, (pairing, random) => random.Next(2) == 0
        ? pairing with { Engagements = Math.Max(0, pairing.Engagements - 1) }
        : pairing with { Candidate = pairing.Candidate with { Capacity = pairing.Candidate.Capacity + 1 } });
}
