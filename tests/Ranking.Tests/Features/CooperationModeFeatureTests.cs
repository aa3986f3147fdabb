using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class CooperationModeFeatureTests
{
    private static readonly CooperationModeFeature Feature = new();

    [Theory]
    [InlineData("joint_development", "joint_development,consulting", 1.0, "需求的1种合作方式中专家可提供1种", "The expert offers the one form of cooperation wanted")]
    [InlineData("joint_development,licensing", "licensing", 0.85, "需求的2种合作方式中专家可提供1种", "The expert offers 1 of the 2 forms of cooperation wanted")]
    [InlineData("licensing", "consulting", 0.0, "没有共同的合作方式", "No form of cooperation in common")]
    [InlineData("", "consulting", null, "需求未限定合作方式", "The need does not restrict the form of cooperation")]
    [InlineData("licensing", "", null, "专家未填服务方式", "The expert states no form of cooperation")]
    public void Common_ways_of_working_count(string wanted, string offered, double? share, string told, string english)
    {
        var pairing = Pairings.Pair(
            query => query with { CooperationModes = wanted.Split(',', StringSplitOptions.RemoveEmptyEntries) },
            candidate => candidate with { ServiceModes = offered.Split(',', StringSplitOptions.RemoveEmptyEntries) });
        Assert.Equal(share, Feature.Value(pairing));
        Assert.Equal(new Wording(told, english), Feature.Told(pairing));
    }

    [Fact]
    public void One_more_way_of_working_never_lowers_the_value() => Rising.NeverLowers(
        Feature, (pairing, random) => pairing with { Candidate = pairing.Candidate with { ServiceModes = [.. pairing.Candidate.ServiceModes, Rising.Mode(random)] } });
}
