using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class SeatDistanceFeatureTests
{
    private static readonly SeatDistanceFeature Feature = new();

    [Theory]
    [InlineData("330604", "330604", 1.0, "所在单位与需求同区县", "The expert's institute is in the same district or county as the need")]
    [InlineData("330604", "330602", 0.75, "所在单位与需求同市", "The expert's institute is in the same city as the need")]
    [InlineData("330604", "330200", 0.4, "所在单位与需求同省", "The expert's institute is in the same province as the need")]
    [InlineData("330604", "511011", 0.0, "所在单位在外省", "The expert's institute is in another province")]
    [InlineData("330604", null, null, "所在单位或需求地点未知", "The place of the expert's institute or of the need is unknown")]
    [InlineData(null, "330604", null, "所在单位或需求地点未知", "The place of the expert's institute or of the need is unknown")]
    [InlineData("33", "330604", null, "所在单位或需求地点未知", "The place of the expert's institute or of the need is unknown")]
    public void A_nearer_seat_gives_more(string? place, string? seat, double? share, string told, string english)
    {
        var pairing = Seat(place, seat);
        Assert.Equal(share, Feature.Value(pairing));
        Assert.Equal(new Wording(told, english), Feature.Told(pairing));
    }

    [Fact]
    public void Regions_served_make_no_seat_nearer() =>
        Assert.Equal(0, Feature.Value(Pairings.Pair(query => query with { RegionCode = "330604" }, candidate => candidate with { RegionsServed = ["330604"], InstituteRegion = "511011" })));

    // The seat moves to a place that shares the digits of one level more with the demand's.
    [Fact]
    public void A_nearer_seat_never_lowers_the_value() => Rising.NeverLowers(Feature, (pairing, random) =>
    {
        var (place, seat) = (pairing.Query.RegionCode!, pairing.Candidate.InstituteRegion!);
        var common = 0;
        while (common < 6 && place[..(common + 2)] == seat[..(common + 2)])
        {
            common += 2;
        }

        var nearer = random.Next(common / 2, 4) * 2;
        return pairing with { Candidate = pairing.Candidate with { InstituteRegion = place[..nearer] + seat[nearer..] } };
    });

    private static Pairing Seat(string? place, string? seat) => Pairings.Pair(query => query with { RegionCode = place }, candidate => candidate with { InstituteRegion = seat });
}
