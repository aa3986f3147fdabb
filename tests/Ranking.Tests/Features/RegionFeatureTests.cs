using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class RegionFeatureTests
{
    private static readonly RegionFeature Feature = new();

    [Theory]
    [InlineData("330604", "330604", 1.0)]
    [InlineData("330604", "330600", 1.0)]
    [InlineData("330604", "330000", 1.0)]
    [InlineData("330604", "100000", 1.0)]
    [InlineData("330604", "330602", 0.75)]
    [InlineData("330604", "330200", 0.4)]
    [InlineData("330604", "511011", 0.0)]
    [InlineData("", "330604", null)]
    [InlineData("330604", null, null)]
    [InlineData("330604", "abc", null)]
    public void A_nearer_region_gives_more(string place, string? served, double? share) => Assert.Equal(share, Feature.Value(Regions(place, served)));

    [Fact]
    public void The_seat_of_the_institute_counts_beside_the_regions_served() => Assert.Equal(0.75, Feature.Value(Regions("330604", "511000", seat: "330602")));

    [Theory]
    [InlineData("", "330604", "需求地点未填", "The need states no place")]
    [InlineData("330604", null, "专家服务地区未知", "The regions the expert serves are unknown")]
    [InlineData("330604", "330000", "服务地区覆盖需求所在地", "The expert serves the place of the need")]
    [InlineData("330604", "330602", "与需求同市", "In the same city as the need")]
    [InlineData("330604", "330200", "与需求同省", "In the same province as the need")]
    [InlineData("330604", "511011", "服务地区与需求不同省", "The regions served are in other provinces than the need")]
    public void The_nearness_is_told(string place, string? served, string told, string english) => Assert.Equal(
        new Wording(told, english),
        Feature.Told(Regions(place, served)));

    [Fact]
    public void One_more_region_never_lowers_the_value() => Rising.NeverLowers(
        Feature, (pairing, random) => pairing with { Candidate = pairing.Candidate with { RegionsServed = [.. pairing.Candidate.RegionsServed, Rising.Region(random)] } });

    private static Pairing Regions(string place, string? served, string? seat = null) => Pairings.Pair(
        query => query with { RegionCode = place }, candidate => candidate with { RegionsServed = served is null ? [] : [served], InstituteRegion = seat });
}
