using System.Net;
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
