using System.Globalization;
using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

public sealed class FreeCapacityFeatureTests
{
    private static readonly FreeCapacityFeature Feature = new();

    [Theory]
    [InlineData(1, 0, "2027-12-31", 0.8)]
    [InlineData(2, 0, "2027-12-31", 0.9)]
    [InlineData(3, 0, "2027-12-31", 1.0)]
    [InlineData(9, 0, "2027-12-31", 1.0)]
    [InlineData(3, 2, "2027-12-31", 0.8)]
    [InlineData(2, 2, "2027-12-31", 0.0)]
    [InlineData(1, 3, "2027-12-31", 0.0)]
    [InlineData(1, 0, "2026-12-31", 0.45)]
    [InlineData(2, 0, "2026-12-31", 0.9)]
    [InlineData(1, 0, null, 0.8)]
    [InlineData(null, 0, "2027-12-31", null)]
    public void More_room_is_better_and_a_near_deadline_asks_for_two(int? capacity, int engagements, string? deadline, double? share)
    {
        var value = Feature.Value(Room(capacity, engagements, deadline));
        Assert.Equal(share is null, value is null);
        Assert.Equal(share ?? 0, value ?? 0, 9);
    }

    [Fact]
    public void The_room_is_told()
    {
        Assert.Equal(new Wording("专家可承接数量未知", "How many projects the expert can take on is unknown"), Feature.Told(Room(null, 0)));
        Assert.Equal(new Wording("还可承接3项（共3项，在做0项）", "Can take on 3 more projects (capacity 3, in progress 0)"), Feature.Told(Room(3, 0)));
        Assert.Equal(new Wording("还可承接1项（共3项，在做2项）", "Can take on 1 more project (capacity 3, in progress 2)"), Feature.Told(Room(3, 2)));
        Assert.Equal(
            new Wording("还可承接0项（共1项，在做2项），期限不足半年", "Can take on no more projects (capacity 1, in progress 2), and the deadline is less than half a year away"),
            Feature.Told(Room(1, 2, "2026-12-31")));
    }

    [Fact]
    public void More_capacity_or_fewer_engagements_never_lowers_the_value() => Rising.NeverLowers(Feature, (pairing, random) => random.Next(2) == 0
        ? pairing with { Candidate = pairing.Candidate with { Capacity = pairing.Candidate.Capacity + 1 } }
        : pairing with { Engagements = Math.Max(0, pairing.Engagements - 1) });

    private static Pairing Room(int? capacity, int engagements, string? deadline = "2027-12-31") => Pairings.Pair(
        query => query with { Deadline = deadline is null ? null : DateOnly.Parse(deadline, CultureInfo.InvariantCulture) },
        candidate => candidate with { Capacity = capacity },
        engagements);
}
