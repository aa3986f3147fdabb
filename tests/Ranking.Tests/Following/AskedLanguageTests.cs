using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Matchmaking.Harness;
using Matchmaking.Ranking.State;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Ranking.Tests.Following;

/// <summary>Reasons in the language of Accept-Language.</summary>
public sealed class AskedLanguageTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>, IAsyncLifetime
{
    public Task InitializeAsync() => service.Services.GetRequiredService<RankingState>().Loaded;

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_portrait_tells_in_English_what_it_tells_in_Chinese()
    {
        var address = await Portrait();
        var chinese = await (await Get(address)).Json();
        using var answer = await Get(address, "en");
        var english = await answer.Json();

        Assert.Equal(("en", "Accept-Language"), (Assert.Single(answer.Content.Headers.ContentLanguage), Assert.Single(answer.Headers.Vary)));
        Assert.Equal(6, Pairs(english["axes"]!, "reason").Count());
        Assert.NotEmpty(english["gaps"]!.AsArray());
        Assert.NotEmpty(english["thinReasons"]!.AsArray());
        foreach (var part in (string[])["strengths", "gaps", "thinReasons"])
        {
            Assert.All(Pairs(english[part]!, "text"), pair => Assert.Equal(pair.English, pair.Text));
            Assert.All(Pairs(chinese[part]!, "text"), pair => Assert.NotEqual(pair.English, pair.Text));
        }

        Assert.All(Pairs(english["axes"]!, "reason"), pair => Assert.Equal(pair.English, pair.Text));
        Assert.Equal(Pairs(chinese["axes"]!, "reason").Select(pair => pair.English), Pairs(english["axes"]!, "reason").Select(pair => pair.English));
        Assert.Contains("Only one achievement registered", english["gaps"]!.AsArray().Select(gap => (string?)gap!["text"]));
        Assert.True(JsonNode.DeepEquals(chinese["technologies"], english["technologies"]));
        Assert.Equal((string?)chinese["portraitVersion"], (string?)english["portraitVersion"]);
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8")]
    [InlineData("fr")]
    [InlineData("en;q=0")]
    public async Task Who_does_not_ask_for_English_gets_what_who_asks_for_nothing_gets(string language)
    {
        var address = await Portrait();
        using var silent = await Get(address);
        using var answer = await Get(address, language);

        Assert.Equal(await silent.Content.ReadAsByteArrayAsync(), await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(silent.Headers.ETag, answer.Headers.ETag);
        Assert.Equal("zh", Assert.Single(answer.Content.Headers.ContentLanguage));
        Assert.Contains("只登记了一项成果", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_the_portrait_in_one_language_does_not_have_it_in_the_other()
    {
        var address = await Portrait();
        var (chinese, english) = ((await Get(address)).Headers.ETag!.Tag, (await Get(address, "en")).Headers.ETag!.Tag);

        Assert.NotEqual(chinese, english);
        Assert.Equal(HttpStatusCode.NotModified, (await Get(address, null, chinese)).StatusCode);
        using var held = await Get(address, "en", $"W/{english}");
        Assert.Equal((HttpStatusCode.NotModified, english, "en"), (held.StatusCode, held.Headers.ETag!.Tag, Assert.Single(held.Content.Headers.ContentLanguage)));
        Assert.Equal(HttpStatusCode.OK, (await Get(address, "en", chinese)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Get(address, "zh", english)).StatusCode);
    }

    [Fact]
    public async Task A_list_and_why_not_tell_their_reasons_in_English()
    {
        var (talent, demand) = (Guid.NewGuid(), Guid.NewGuid());
        await service.Know(Told.Talent(talent, 1, "转轮除湿机再生能耗与密封改进。"));
        await service.Deliver(Told.Demand(demand, 1, "转轮除湿机能耗高", "转轮除湿机再生能耗高，密封漏风，要改进"));
        var list = await service.List(demand, 1);

        var whyNot = (await (await Get($"/v1/demands/{demand}/why-not/{talent}", "en")).Json())["answer"]!;
        var fitting = (await (await Get($"/v1/experts/{talent}/demands", "en")).Json())["demands"]![0]!;
        var replayed = (await (await Post($"/v1/rankings/{list.RankingId}:replay", new { }, "en")).Json())["matches"]!.AsArray().Single(match => (string)match!["talentId"]! == $"{talent}")!;
        foreach (var parts in (JsonNode[])[whyNot["parts"]!, fitting["parts"]!, replayed["parts"]!])
        {
            Assert.NotEmpty(parts.AsArray());
            Assert.All(Pairs(parts, "reason"), pair => Assert.Equal(pair.English, pair.Text));
        }

        // What is published and stored is not in the language of whoever asks.
        Assert.All(list.Matches.SelectMany(match => match.Parts), part => Assert.NotEqual(part.ReasonEnglish, part.Reason));
    }

    [Fact]
    public async Task A_repeat_is_answered_in_the_language_that_the_repeat_asks_for()
    {
        var key = $"{Guid.NewGuid()}";
        await service.Know(Told.Talent(Guid.NewGuid(), 1, "高速缝纫机机针发热与断线。"));
        var english = await (await Post("/v1/rankings", new { text = "高速缝纫机机针发热断线" }, "en", key)).Json();
        var chinese = await (await Post("/v1/rankings", new { text = "高速缝纫机机针发热断线" }, null, key)).Json();

        Assert.All(Pairs(english["matches"]![0]!["parts"]!, "reason"), pair => Assert.Equal(pair.English, pair.Text));
        Assert.All(Pairs(chinese["matches"]![0]!["parts"]!, "reason"), pair => Assert.NotEqual(pair.English, pair.Text));
        Assert.True(JsonNode.DeepEquals(english["matches"]![0]!["score"], chinese["matches"]![0]!["score"]));
    }

    [Fact]
    public async Task A_problem_tells_the_language_of_its_title_once()
    {
        using var answer = await Get($"/v1/experts/{Guid.NewGuid()}/portrait");

        Assert.Equal((HttpStatusCode.NotFound, "en"), (answer.StatusCode, Assert.Single(answer.Content.Headers.ContentLanguage)));
        Assert.Equal("Accept-Language", Assert.Single(answer.Headers.Vary));
    }

    private static IEnumerable<(string Text, string English)> Pairs(JsonNode all, string name) =>
        all.AsArray().Select(one => ((string)one![name]!, (string)one[name + "English"]!));

    private async Task<string> Portrait()
    {
        var talent = Guid.NewGuid();
        await service.Know(Told.Talent(talent, 1, "石墨烯散热膜制备与导热测试。"));
        return $"/v1/experts/{talent}/portrait";
    }

    private Task<HttpResponseMessage> Get(string address, string? language = null, string? known = null) => Send(new HttpRequestMessage(HttpMethod.Get, address), language, ("If-None-Match", known));

    private Task<HttpResponseMessage> Post(string address, object body, string? language, string? key = null) =>
        Send(new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body) }, language, ("Idempotency-Key", key));

    private async Task<HttpResponseMessage> Send(HttpRequestMessage request, string? language, (string Name, string? Value) header)
    {
        foreach (var (name, value) in new[] { ("Accept-Language", language), header })
        {
            Assert.True(value is null || request.Headers.TryAddWithoutValidation(name, value));
        }

        return await service.Http.SendAsync(request);
    }
}
