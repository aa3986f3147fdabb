using System.Net;
using System.Net.Http.Json;
using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests;

public sealed class GetMatchTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task A_match_shows_everything_that_speaks_for_and_against_it()
    {
        var (demand, talents, ids) = await service.Queue();
        var answer = await service.Http.GetAsync($"/v1/matches/{ids[1]}");
        var match = await answer.Json();

        Assert.Equal("\"1\"", answer.Headers.ETag!.Tag);
        Assert.Equal((demand.ToString(), talents[1].ToString(), 2, 81.0), ((string)match["demand"]!["id"]!, (string)match["talent"]!["id"]!, (int)match["rank"]!, (double)match["score"]!));
        var part = Assert.Single(match["parts"]!.AsArray())!;
        Assert.Equal(("technology_overlap", "findable", 81.0, 100.0, "研究方向与需求一致"), ((string)part["feature"]!, (string)part["family"]!, (double)part["points"]!, (double)part["maxPoints"]!, (string)part["reason"]!));
        Assert.Equal("Works on what is needed", (string?)part["reasonEnglish"]);
        var evidence = Assert.Single(match["evidence"]!.AsArray())!;
        Assert.Equal(("paper", "2024-05-01", "第2名的依据：提出低张力轧光工艺。"), ((string)evidence["source"]!, (string)evidence["date"]!, (string)evidence["sentence"]!));
        Assert.Equal("水洗后光泽保持率", (string?)match["missing"]![0]);
        Assert.Equal("scorecard/1", (string?)match["rankingDigest"]);
        Assert.Equal(0.7, (double)match["acceptanceProbability"]!);
        Assert.Null((await (await service.Http.GetAsync($"/v1/matches/{ids[0]}")).Json())["acceptanceProbability"]);
        Assert.Null(match["decision"]);
    }

    [Fact]
    public async Task Who_asks_for_English_reads_reasons_in_English_and_may_decide_by_what_was_read()
    {
        var (demand, _, ids) = await service.Queue();
        using var english = service.As("operator");
        english.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        english.DefaultRequestHeaders.IfMatch.Clear();
        using var answer = await english.GetAsync($"/v1/matches/{ids[0]}");
        var list = await (await english.GetAsync($"/v1/demands/{demand}/matches")).Json();

        Assert.Equal("Works on what is needed", (string?)(await answer.Json())["parts"]![0]!["reason"]);
        Assert.Equal("Works on what is needed", (string?)list["matches"]![0]!["parts"]![0]!["reason"]);
        Assert.Equal(("\"1+en\"", "en"), (answer.Headers.ETag!.Tag, Assert.Single(answer.Content.Headers.ContentLanguage)));
        using var decision = new HttpRequestMessage(HttpMethod.Post, $"/v1/matches/{ids[0]}/decision") { Content = JsonContent.Create(new { decision = "accepted", reasonCodes = new[] { "good_fit" }, reviewer = "审核员甲" }) };
        decision.Headers.IfMatch.Add(answer.Headers.ETag);
        using var decided = await english.SendAsync(decision);
        Assert.Equal(HttpStatusCode.Created, decided.StatusCode);
    }

    [Fact]
    public async Task A_decided_match_shows_its_decision_and_the_pending_one_has_none()
    {
        var (_, _, ids) = await service.Queue();
        (await service.Decide(ids[0], "rejected")).EnsureSuccessStatusCode();
        var decided = await service.Http.GetAsync($"/v1/matches/{ids[0]}");

        Assert.Null(decided.Headers.ETag);
        Assert.Equal("rejected", (string?)(await decided.Json())["decision"]!["decision"]);
        var pending = await service.Http.GetAsync($"/v1/matches/{ids[1]}/decision");
        Assert.Equal(HttpStatusCode.NotFound, pending.StatusCode);
        Assert.Equal("match_not_decided", await pending.ProblemCode());
    }
}
