using System.Net;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.Ranking.Tests.Following;

public sealed class TechnologiesTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Theory]
    [InlineData("?text=固态电池", "solid-state-battery", "固态电池")]
    [InlineData("?text=Solid state bat", "solid-state-battery", "solid-state battery")]
    [InlineData("?text=石墨烯&field=40", "graphene", "石墨烯")]
    public async Task A_technology_is_found_by_a_part_of_its_label(string query, string id, string label)
    {
        var first = (await Get($"/v1/technologies{query}"))["items"]![0]!;
        Assert.Equal((id, label), ((string)first["id"]!, (string)first["label"]!));
    }

    [Fact]
    public async Task Pages_hold_every_technology_of_a_field_once()
    {
        var (ids, next) = (new List<string>(), (string?)"/v1/technologies?field=40&text=合金&limit=7");
        while (next is not null)
        {
            using var answer = await service.Http.GetAsync(next);
            var page = await answer.Json();
            ids.AddRange(page["items"]!.AsArray().Select(item => (string)item!["id"]!));
            Assert.Equal(page["next"] is not null, answer.Headers.Contains("Link"));
            next = page["next"] is { } cursor ? $"/v1/technologies?field=40&text=合金&limit=7&cursor={cursor}" : null;
        }

        Assert.True(ids.Count > 14, $"{ids.Count} alloys");
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Empty((await Get("/v1/technologies?field=20&text=铝合金"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_technology_shows_its_place_and_who_works_on_it_and_asks_for_it()
    {
        var (talent, silent, demand, targeted) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await service.Know(Told.Talent(talent, 1, "钠离子电池硬碳负极前驱体改性，首效提升。"));
        await service.Know(Told.Talent(silent, 1, "钠离子电池电解液成膜添加剂筛选。", consent: false));
        await service.Deliver(Told.Demand(demand, 1, "钠离子电池低温", "钠离子电池低温放电容量低，求正极改性"));
        var hidden = Told.Demand(targeted, 1, "钠离子电池保密项", "钠离子电池定向需求");
        await service.Deliver(hidden with { Demand = hidden.Demand with { Visibility = "targeted", TargetInstitutes = ["12330600YY0000018X"] } });
        await service.List(demand, 1);
        await service.List(targeted, 1);

        var found = await Eventually.Get(() => Get("/v1/technologies/sodium-ion-battery"), view => (int)view["demandCount"]! > 0, "the need was not linked");
        Assert.Equal("钠离子电池", (string)found["zh"]!);
        Assert.Contains(found["fields"]!.AsArray(), code => (string)code!["code"]! == "60302" && (string)code["name"]! == "新型高效能量转换与储存技术");
        Assert.Contains(found["industries"]!.AsArray(), code => (string)code!["name"]! == "电气机械和器材制造业");
        Assert.NotEmpty(found["broader"]!.AsArray());
        Assert.Equal([talent], found["experts"]!.AsArray().Select(expert => Guid.Parse((string)expert!["talentId"]!)));
        Assert.Equal((1, 1), ((int)found["expertCount"]!, (int)found["demandCount"]!));
        Assert.Equal("钠离子电池低温", (string)found["demands"]![0]!["title"]!);
    }

    [Fact]
    public async Task The_linker_shows_what_it_finds_and_where()
    {
        using var answer = await service.Post("/v1/technologies:link", new { text = "想找做 Solid-State&nbsp;Battery 的老师，耐高温胶黏剂也要。" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var links = await answer.Json();
        var mentions = links["mentions"]!.AsArray();
        Assert.Equal(["solid-state-battery", "high-temperature-adhesive"], mentions.Select(mention => (string)mention!["technology"]!["id"]!));
        Assert.All(mentions, mention => Assert.Equal((string)mention!["label"]!, ((string)links["text"]!).Substring((int)mention["start"]!, (int)mention["length"]!)));
    }

    [Fact]
    public async Task The_graph_of_an_expert_shows_colleagues_and_fitting_needs()
    {
        var (talent, colleague, demand) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await service.Know(Told.Talent(talent, 1, "光伏组件封装胶膜抗老化，交联度在线检测，光伏组件功率衰减分析。"));
        await service.Know(Told.Talent(colleague, 1, "光伏组件回收与层压工艺，光伏组件拆解线设计。"));
        await service.Deliver(Told.Demand(demand, 1, "光伏组件胶膜交联度不稳", "光伏组件封装胶膜交联度波动，要在线检测"));
        await service.List(demand, 1);

        var drawn = await Eventually.Get(() => Get($"/v1/experts/{talent}/graph"), graph => Kinds(graph).Contains("fits"), "the need does not fit");
        Assert.Equal($"talent:{talent}", (string)drawn["nodes"]![0]!["id"]!);
        Assert.Contains("belongs_to", Kinds(drawn));
        Assert.Contains("works_on", Kinds(drawn));
        Assert.Contains("shows", Kinds(drawn));
        Assert.Contains(drawn["edges"]!.AsArray(), edge => (string)edge!["kind"]! == "colleague" && (string)edge["to"]! == $"talent:{colleague}");
        Assert.Contains(drawn["edges"]!.AsArray(), edge => (string)edge!["kind"]! == "asks_for" && (string)edge["from"]! == $"demand:{demand}");
        Assert.False((bool)drawn["truncated"]!);
        // Ranking holds no names of persons.
        Assert.DoesNotContain("某某", drawn.ToJsonString(), StringComparison.Ordinal);
    }

    private static string[] Kinds(JsonNode graph) => [.. graph["edges"]!.AsArray().Select(edge => (string)edge!["kind"]!)];

    private async Task<JsonNode> Get(string address)
    {
        using var answer = await service.Http.GetAsync(address);
        return await answer.Json();
    }
}
