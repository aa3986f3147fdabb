using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests;

/// <summary>The filters of the queue over one small queue: two demands in Beijing, of which one is decided, and one in Shanghai.</summary>
public sealed class QueueFiltersTests(QueueFiltersTests.ThreeDemands service) : IClassFixture<QueueFiltersTests.ThreeDemands>
{
    [Theory]
    [InlineData("", "BJ 101,BJ 60203,SH")]
    [InlineData("region=110000", "BJ 101,BJ 60203")]
    [InlineData("region=110100", "BJ 101")]
    [InlineData("region=110101", "BJ 101")]
    [InlineData("region=120000", "")]
    [InlineData("field=60", "BJ 60203")]
    [InlineData("field=602", "BJ 60203")]
    [InlineData("field=60203", "BJ 60203")]
    [InlineData("field=60202", "")]
    [InlineData("field=10", "BJ 101")]
    [InlineData("field=40", "")]
    [InlineData("region=110000&field=10", "BJ 101")]
    [InlineData("region=310000&field=10", "")]
    [InlineData("minScore=91", "BJ 101,BJ 60203,SH")]
    [InlineData("minScore=91.5", "")]
    [InlineData("status=pending", "BJ 60203,SH")]
    [InlineData("status=accepted", "BJ 101")]
    [InlineData("status=rejected", "")]
    [InlineData("status=held", "")]
    public async Task Filters_narrow_the_queue(string query, string expected)
    {
        var found = (await (await service.Http.GetAsync($"/v1/matches?{query}")).Json())["items"]!.AsArray().Select(m => (string)m!["demand"]!["title"]!);

        Assert.Equal(expected, string.Join(',', found.Order(StringComparer.Ordinal)));
    }

    public sealed class ThreeDemands : ServiceUnderTest<Program>, IAsyncLifetime
    {
        async Task IAsyncLifetime.InitializeAsync()
        {
            await InitializeAsync();
            await Queue("BJ 101", "101", "110101", decide: true);
            await Queue("BJ 60203", "60203", "110200");
            await Queue("SH", null, "310000");
        }

        private async Task Queue(string title, string? field, string region, bool decide = false)
        {
            var demand = Guid.NewGuid();
            await this.Tell(Told.Demand(demand, 1, title, field, region), Told.List(demand, 1, Guid.NewGuid()));
            if (decide)
            {
                (await this.Decide((await this.Matches(demand))[0].Id)).EnsureSuccessStatusCode();
            }
        }
    }
}
