using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests;

public sealed class ListQueuedMatchesTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task A_row_names_the_demand_the_enterprise_the_expert_and_the_top_evidence()
    {
        var (demand, talents, ids) = await service.Queue();
        var items = (await Page($"demand={demand}"))["items"]!.AsArray();
        var row = items[0]!;

        Assert.Equal([null, 0.7], items.Select(item => (double?)item!["acceptanceProbability"]));

        Assert.Equal((ids[0].ToString(), "pending", 1, 91.0), ((string)row["id"]!, (string)row["status"]!, (int)row["rank"]!, (double)row["score"]!));
        Assert.Equal(
            (demand.ToString(), "棉织物后整理轧光工艺改进", "403", "330604", "上虞晟澜纺织有限公司"),
            ((string)row["demand"]!["id"]!, (string)row["demand"]!["title"]!, (string)row["demand"]!["field"]!, (string)row["demand"]!["regionCode"]!, (string)row["demand"]!["enterprise"]!));
        Assert.Equal(
            (talents[0].ToString(), "某某（虚构）", "教授", "浙东纺织研究院"),
            ((string)row["talent"]!["id"]!, (string)row["talent"]!["name"]!, (string)row["talent"]!["title"]!, (string)row["talent"]!["institute"]!));
        Assert.StartsWith("第1名的依据", (string?)row["topEvidence"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_neither_skip_nor_repeat_while_lists_arrive()
    {
        const string region = "510500";
        var standing = new HashSet<string>();
        Guid[] demands = [.. Enumerable.Range(0, 8).Select(_ => Guid.NewGuid())];
        Guid[][] talents = [.. demands.Select(_ => Enumerable.Range(0, 7).Select(_ => Guid.NewGuid()).ToArray())];
        for (var d = 0; d < demands.Length; d++)
        {
            await service.Tell(Told.Demand(demands[d], region: region), Told.List(demands[d], 1, talents[d]));
            standing.UnionWith((await service.Matches(demands[d])).Select(m => m.Id.ToString()));
        }

        var (seen, cursor, pages) = (new List<string>(), "", 0);
        do
        {
            var page = await Page($"region={region}&limit=5&cursor={cursor}");
            seen.AddRange(page["items"]!.AsArray().Select(m => (string)m!["id"]!));
            cursor = (string?)page["next"];

            // A new demand with scores before and behind the cursor, and a demand that is ranked anew with the same scores.
            var (newcomer, again) = (Guid.NewGuid(), pages % demands.Length);
            var repeat = Told.List(demands[again], 1, talents[again]) with { ListNumber = 100 + pages };
            await service.Tell(Told.Demand(newcomer, region: region), Told.List(newcomer, 1, [.. Enumerable.Range(0, 7).Select(_ => Guid.NewGuid())]), repeat);
            pages++;
        }
        while (cursor is not null && pages < 200);

        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Subset(seen.ToHashSet(), standing);
        Assert.True(pages >= standing.Count / 5);
    }

    [Fact]
    public async Task The_order_is_by_score_and_then_by_id_and_the_link_header_leads_on()
    {
        const string region = "511011";
        for (var d = 0; d < 3; d++)
        {
            var demand = Guid.NewGuid();
            await service.Tell(Told.Demand(demand, region: region), Told.List(demand, 1, [.. Enumerable.Range(0, 3).Select(_ => Guid.NewGuid())]));
        }

        var rows = (await Page($"region={region}"))["items"]!.AsArray().Select(m => ((double)m!["score"]!, (string)m["id"]!)).ToArray();
        Assert.Equal(rows.OrderByDescending(r => r.Item1).ThenBy(r => r.Item2, StringComparer.Ordinal), rows);
        var first = await service.Http.GetAsync($"/v1/matches?region={region}&limit=4");
        var link = Assert.Single(first.Headers.GetValues("Link")).Split('<', '>')[1];
        Assert.Equal(rows[4].Item2, (string?)(await (await service.Http.GetAsync($"/v1/matches{link}")).Json())["items"]![0]!["id"]);
    }

    private async Task<JsonNode> Page(string query)
    {
        var answer = await service.Http.GetAsync($"/v1/matches?{query}");
        answer.EnsureSuccessStatusCode();
        return await answer.Json();
    }
}
