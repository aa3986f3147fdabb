using System.Net;
using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests;

public sealed class ProgressRaceTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task Of_twenty_records_of_a_stage_at_once_one_stands()
    {
        var match = await service.AcceptedMatch();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => service.Progress(match, "agreement")));

        Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created);
        var refused = answers.Where(a => a.StatusCode == HttpStatusCode.Conflict).ToArray();
        Assert.Equal(19, refused.Length);
        Assert.All(await Task.WhenAll(refused.Select(a => a.ProblemCode())), code => Assert.Equal("stage_reached", code));
        Assert.Single(await service.Progressed(match));
    }

    [Fact]
    public async Task Nothing_follows_an_end_that_comes_at_the_same_time()
    {
        var (before, after) = (0, 0);
        for (var round = 0; round < 40; round++)
        {
            var match = await service.AcceptedMatch();
            var racing = (Visit: service.Progress(match, "visited"), End: service.Progress(match, "ended"));
            var (visit, end) = (await racing.Visit, await racing.End);

            Assert.Equal(HttpStatusCode.Created, end.StatusCode);
            var ended = (DateTime)(await end.Json())["recordedAt"]!;
            if (visit.StatusCode == HttpStatusCode.Created)
            {
                Assert.True((DateTime)(await visit.Json())["recordedAt"]! <= ended, "a visit was recorded after the end");
                before++;
            }
            else
            {
                Assert.Equal("match_ended", await visit.ProblemCode());
                after++;
            }
        }

        Assert.Equal(40, before + after);
    }

    [Fact]
    public async Task A_contract_that_races_with_its_agreement_stands_behind_it_or_not_at_all()
    {
        for (var round = 0; round < 40; round++)
        {
            var match = await service.AcceptedMatch();
            var racing = (Contract: service.Progress(match, "contract"), Agreement: service.Progress(match, "agreement"));
            var (contract, agreement) = (await racing.Contract, await racing.Agreement);

            Assert.Equal(HttpStatusCode.Created, agreement.StatusCode);
            Assert.True(contract.StatusCode == HttpStatusCode.Created || await contract.ProblemCode() == "stage_missing");
            var told = (await service.Progressed(match)).OrderBy(stage => stage.ProgressedAt).Select(stage => stage.Stage);
            Assert.Equal(contract.StatusCode == HttpStatusCode.Created ? ["agreement", "contract"] : ["agreement"], told);
        }
    }
}
