using System.Net;
using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests;

public sealed class DecisionRaceTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task Of_twenty_decisions_at_once_one_stands_and_the_others_are_told_of_it()
    {
        var (_, _, ids) = await service.Queue(1);
        string[] decisions = ["accepted", "held", "rejected"];
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => service.Http.Decide(ids[0], decisions[i % 3], "\"1\"", $"评审{i}")));

        var first = await Assert.Single(answers, a => a.StatusCode == HttpStatusCode.Created).Json();
        var refused = answers.Where(a => a.StatusCode == HttpStatusCode.Conflict).ToArray();
        Assert.Equal(19, refused.Length);
        foreach (var answer in refused)
        {
            var problem = await answer.Json();
            Assert.Equal("match_already_decided", (string?)problem["code"]);
            Assert.Equal((string?)first["reviewer"], (string?)problem["decision"]!["reviewer"]);
            Assert.Equal((string?)first["decision"], (string?)problem["decision"]!["decision"]);
            Assert.Equal((string?)first["decidedAt"], (string?)problem["decision"]!["decidedAt"]);
        }

        Assert.Equal((string?)first["reviewer"], await service.Database.Scalar<string>("select reviewer from match where match_id = @Id", new { Id = ids[0] }));
        Assert.Equal((string?)first["decision"], Assert.Single(await service.Decided(ids[0])).Decision);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_decision_that_races_with_a_new_list_is_neither_lost_nor_changed_nor_doubled(bool listHoldsTheMatch)
    {
        var (before, after, gone) = (0, 0, 0);
        for (var round = 0; round < 40; round++)
        {
            var (demand, talents, ids) = await service.Queue();
            var list = Guid.NewGuid();
            var deciding = service.Decide(ids[0]);
            await service.Send(listHoldsTheMatch ? Told.List(demand, 2, talents[1], talents[0]) : Told.List(demand, 2, talents[1]), list);
            var answer = await deciding;
            await service.Received(list);

            var matches = await service.Matches(demand);
            var other = Assert.Single(matches, m => m.Talent == talents[1]);
            Assert.Equal(("pending", 1, "scorecard/2"), (other.Status, other.Rank, other.Digest));
            var told = await service.Decided(ids[0]);
            if (answer.StatusCode == HttpStatusCode.Created)
            {
                var match = Assert.Single(matches, m => m.Talent == talents[0]);
                var seen = await answer.Json();
                Assert.Equal((ids[0], "accepted", (int)seen["rank"]!, (double)seen["score"]!, (string)seen["rankingDigest"]!), (match.Id, match.Status, match.Rank, match.Score, match.Digest));
                Assert.Equal((match.Rank, match.Score, match.Digest), (Assert.Single(told).Rank, told[0].Score, told[0].RankingDigest));
                _ = match.List == 1 ? before++ : after++;
            }
            else
            {
                Assert.Equal("match_gone", await answer.ProblemCode());
                Assert.False(listHoldsTheMatch);
                Assert.DoesNotContain(matches, m => m.Talent == talents[0]);
                Assert.Empty(told);
                gone++;
            }
        }

        Assert.Equal(40, before + after + gone);
    }

    [Fact]
    public async Task A_decision_that_races_with_a_withdrawal_either_stands_or_is_told_that_the_match_is_gone()
    {
        for (var round = 0; round < 40; round++)
        {
            var (demand, talents, ids) = await service.Queue(1);
            var withdrawal = Guid.NewGuid();
            var deciding = service.Decide(ids[0]);
            await service.Send(Told.Withdrawn(talents[0], 2), withdrawal);
            var answer = await deciding;
            await service.Received(withdrawal);

            var stands = answer.StatusCode == HttpStatusCode.Created;
            Assert.True(stands || await answer.ProblemCode() == "match_gone");
            Assert.Equal(stands ? 1 : 0, (await service.Matches(demand)).Count);
            Assert.Equal(stands ? 1 : 0, (await service.Decided(ids[0])).Count);
            Assert.Equal(stands, await service.Database.Scalar<bool>("select name is not null from talent where talent_id = @Id", new { Id = talents[0] }));
        }
    }
}
