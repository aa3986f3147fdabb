using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests.Queue;

public sealed class DecideMatchesTests(WorkedReview service) : IClassFixture<WorkedReview>
{
    [Fact]
    public async Task Each_match_is_judged_for_itself_and_what_may_be_decided_is()
    {
        var (demand, talents, ids) = await service.Queue(6);
        using var one = service.Person("bulk-1");
        using var other = service.Person("bulk-2");
        (await other.Act(ids[0], "claim")).EnsureSuccessStatusCode();
        (await service.Decide(ids[1])).EnsureSuccessStatusCode();
        (await service.Http.Decide(ids[2], "held")).EnsureSuccessStatusCode();
        (await service.Http.Act(ids[3], "ask-second")).EnsureSuccessStatusCode();
        await service.Tell(Told.List(demand, 2, talents[..5]));
        var nobodys = Guid.NewGuid();

        var answer = await Decide(one, [Row(ids[0]), Row(ids[1]), Row(ids[2]), Row(ids[3]), Row(ids[4], list: 1), Row(ids[5]), Row(nobodys)]);
        Assert.Equal(
            [
                $"{ids[0]} refused match_claimed", $"{ids[1]} refused match_already_decided", $"{ids[2]} refused match_already_decided", $"{ids[3]} opinion ", $"{ids[4]} refused match_ranked_anew",
                $"{ids[5]} refused match_gone", $"{nobodys} refused match_not_found",
            ],
            answer["matches"]!.AsArray().Select(row => $"{row!["matchId"]} {row["outcome"]} {row["code"]}"));
        Assert.Equal((0, 1, 6), ((int)answer["decided"]!, (int)answer["opinions"]!, (int)answer["refused"]!));

        var again = await Decide(one, [Row(ids[2], decision: 1), Row(ids[4], list: 2), Row(ids[3])]);
        Assert.Equal(["decided ", "decided ", "refused opinion_given"], again["matches"]!.AsArray().Select(row => $"{row!["outcome"]} {row["code"]}"));
        Assert.Equal("rejected", (await service.Decided(ids[2])).Single(told => told.Number == 2).Decision);
        Assert.Equal("rejected", Assert.Single(await service.Decided(ids[4])).Decision);
    }

    [Fact]
    public async Task Under_one_key_it_is_done_once()
    {
        var (_, _, ids) = await service.Queue(4);
        var body = new { matches = ids.Select(id => new { matchId = id }), decision = "accepted", reviewer = "审核员甲" };
        var key = $"{Guid.NewGuid()}";
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => service.Post("/v1/matches:decide", body, key)));

        Assert.Single((await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()))).Distinct());
        Assert.Equal(4, (int)(await answers[0].Json())["decided"]!);
        foreach (var id in ids)
        {
            Assert.Single(await service.Decided(id));
        }
    }

    [Fact]
    public async Task Bulks_over_the_same_matches_in_any_order_never_wait_in_a_circle_and_decide_each_once()
    {
        var random = new Random(5);
        for (var round = 0; round < 6; round++)
        {
            var (demand, _, ids) = await service.Queue(20);
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i =>
            {
                var order = ids.ToArray();
                random.Shuffle(order);
                return service.Post("/v1/matches:decide", new { matches = order.Select(id => new { matchId = id }), decision = i % 2 == 0 ? "accepted" : "rejected", reasonCodes = (string[])["good_fit"], reviewer = $"评审{i}" });
            }));

            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
            var decided = await Task.WhenAll(answers.Select(async answer => (int)(await answer.Json())["decided"]!));
            Assert.Equal(20, decided.Sum());
            Assert.Equal(20, await service.Database.Scalar<int>("select count(*)::int from match_decision join match using (match_id) where demand_id = @demand", new { demand }));
        }
    }

    [Fact]
    public async Task What_a_reviewer_of_another_region_does_not_see_is_not_decided()
    {
        var (_, _, ids) = await service.Queue(1);
        using var elsewhere = service.Person("bulk-far", regions: ["11"]);

        var answer = await Decide(elsewhere, [Row(ids[0])]);
        Assert.Equal("match_not_found", (string?)answer["matches"]![0]!["code"]);
        Assert.Empty(await service.Decided(ids[0]));
    }

    private static object Row(Guid id, long? list = null, int? decision = null) => new { matchId = id, listNumber = list, decisionNumber = decision };

    private static async Task<JsonNode> Decide(HttpClient http, object[] matches)
    {
        using var answer = await http.PostAsJsonAsync("/v1/matches:decide", new { matches, decision = "rejected", reasonCodes = (string[])["irrelevant"], reviewer = "审核员甲" });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Json();
    }
}
