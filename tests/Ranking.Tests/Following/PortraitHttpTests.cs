using System.Net;
using Matchmaking.Harness;

namespace Matchmaking.Ranking.Tests.Following;

public sealed class PortraitHttpTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task A_portrait_holds_every_part()
    {
        var talent = Guid.NewGuid();
        await service.Know(Told.Talent(talent, 1, "钠离子电池硬碳负极前驱体改性，首效提升到九成。"));
        using var answer = await service.Http.GetAsync($"/v1/experts/{talent}/portrait");

        var portrait = await answer.Json();
        Assert.Equal($"\"{(string)portrait["portraitVersion"]!}\"", answer.Headers.ETag!.Tag);
        var technology = portrait["technologies"]!.AsArray().Single(t => (string?)t!["id"] == "sodium-ion-battery")!;
        Assert.Equal("钠离子电池", (string)technology["zh"]!);
        Assert.Contains("钠离子电池", (string)technology["evidence"]![0]!["sentence"]!, StringComparison.Ordinal);
        Assert.Equal(6, portrait["axes"]!.AsArray().Count);
        Assert.Contains(portrait["gaps"]!.AsArray(), gap => (string)gap!["subject"]! == "two_achievements");
        Assert.True((bool)portrait["isThin"]!);
        Assert.Contains(portrait["thinReasons"]!.AsArray(), reason => (string)reason!["code"]! == "few_achievements");
        Assert.Equal(1, (int)portrait["coverage"]!["datedDocuments"]!);
        Assert.Null(portrait["damagedText"]);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("W/{0}")]
    [InlineData("\"x\", {0}")]
    [InlineData("*")]
    public async Task Who_has_the_portrait_already_gets_none(string sent)
    {
        var talent = Guid.NewGuid();
        await service.Know(Told.Talent(talent, 1, "石墨烯散热膜制备与导热测试。"));
        using var first = await service.Http.GetAsync($"/v1/experts/{talent}/portrait");
        using var again = await Get(talent, string.Format(System.Globalization.CultureInfo.InvariantCulture, sent, first.Headers.ETag!.Tag));

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_new_revision_and_a_new_engagement_make_a_new_portrait()
    {
        var talent = Guid.NewGuid();
        await service.Know(Told.Talent(talent, 1, "石墨烯散热膜制备与导热测试。"));
        using var first = await service.Http.GetAsync($"/v1/experts/{talent}/portrait");
        await service.Know(Told.Talent(talent, 2, "石墨烯散热膜制备与导热测试，另做石墨烯纤维。"));
        using var second = await Get(talent, first.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);

        await service.Deliver(Told.Accepted(Guid.NewGuid(), talent));
        await Eventually.Get(
            async () => (await Get(talent, second.Headers.ETag!.Tag)).StatusCode, status => status == HttpStatusCode.OK, "the engagement left the portrait as it was");
    }

    private async Task<HttpResponseMessage> Get(Guid talent, string known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/experts/{talent}/portrait");
        Assert.True(request.Headers.TryAddWithoutValidation("If-None-Match", known));
        return await service.Http.SendAsync(request);
    }
}
