using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class ProfileCoverageFeatureTests
{
    private static readonly ProfileCoverageFeature Feature = new();

    [Fact]
    public void Each_of_eight_facts_counts_an_eighth()
    {
        var empty = Pairings.Pair(candidate: candidate => candidate with { Documents = [], ResearchDirections = [], Fields = [], ServiceModes = [], RegionsServed = [] });
        Assert.Equal(0, Feature.Value(empty));
        Assert.Equal(1, Feature.Value(Pairings.Pair(cosines: [0.1, 0.1])));
        Assert.Equal(0.125, Feature.Value(empty with { Candidate = empty.Candidate with { Fields = ["403"] } }));
        Assert.Equal(0.375, Feature.Value(empty with { Candidate = empty.Candidate with { Fields = ["403"], Documents = [new Doc("paper").Written()] } }));
    }

    [Fact]
    public void One_achievement_without_a_date_lacks_two_facts()
    {
        var pairing = Pairings.Pair(candidate: candidate => candidate with { Documents = [new Doc("profile", Date: null).Written(), new Doc("paper", Date: null).Written()] });
        Assert.Equal(0.75, Feature.Value(pairing));
        Assert.Equal(new Wording("资料完整度75%", "The profile is 75% complete"), Feature.Told(pairing));
    }

    [Fact]
    public void One_more_fact_never_lowers_the_value() => Rising.NeverLowers(Feature, (pairing, random) => random.Next(4) switch
    {
        0 => pairing with { Candidate = pairing.Candidate with { Fields = [.. pairing.Candidate.Fields, "403"] } },
        1 => pairing with { Candidate = pairing.Candidate with { ServiceModes = [.. pairing.Candidate.ServiceModes, "consulting"] } },
        2 => pairing with { Candidate = pairing.Candidate with { RegionsServed = [.. pairing.Candidate.RegionsServed, "330000"] } },
        _ => Rising.More(pairing, random, random.Next(2) == 0 ? "profile" : "paper"),
    });
}
