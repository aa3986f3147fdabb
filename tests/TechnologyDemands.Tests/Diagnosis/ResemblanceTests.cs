using System.Text.Json.Nodes;
using Dapper;
using Matchmaking.Evaluate;
using Matchmaking.Harness;
using Matchmaking.TechnologyDemands.Diagnosis;

namespace Matchmaking.TechnologyDemands.Tests.Diagnosis;

/// <summary>Needs that say what was published before.</summary>
public sealed class ResemblanceTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    private const string InsertPieces = "insert into demand_piece (piece, demand_id) select unnest(@pieces), @id";

    private const string Template = "一、需求内容\n主要技术、条件、成熟度、成本等指标如下。二、现有基础\n已经开展的工作、所处阶段、投入资金和人力、仪器设备、生产条件等。";

    // A text that no other mark has a part of.
    private static string Text(string mark)
    {
        var random = new Random(mark.Sum(letter => letter));
        return string.Concat(Enumerable.Range(0, 120).Select(_ => (char)random.Next(0x5000, 0x9000)));
    }

    [Fact]
    public async Task A_need_that_was_published_before_is_told_and_one_that_shares_a_template_is_not()
    {
        var enterprise = await service.RegisterEnterprise();
        var first = await Publish(enterprise, "风电变流器", Text("甲"));
        for (var i = 0; i < 40; i++)
        {
            await Publish(enterprise, $"第{i}号设备的改造{i * 7919}", $"{Template}第{i}台设备每运行{i * 37}小时就停机，原因编号{i * 7919}不明。");
        }

        var again = await Diagnosed(service.Http, "风电机组变流器国产替代", $"{Text("甲")}并建立测试体系。");
        var template = await Diagnosed(service.Http, "黑蜂养殖", $"{Template}黑蜂繁育过程中容易得螨虫病，需要提高幼虫存活率，今年损失三成蜂群。");

        var told = Assert.Single(again["resembling"]!.AsArray())!;
        Assert.Equal((first, "风电变流器", "published"), (told["demandId"]!.GetValue<Guid>(), (string)told["title"]!, (string)told["status"]!));
        Assert.InRange((double)told["share"]!, 0.8, 1);
        Assert.Contains(again["warnings"]!.AsArray(), warning => (string)warning!["code"]! == "duplicate");
        Assert.Empty(template["resembling"]!.AsArray());
    }

    [Fact]
    public async Task A_stored_need_does_not_resemble_itself_and_follows_its_revisions()
    {
        var enterprise = await service.RegisterEnterprise();
        var (one, other) = (await Publish(enterprise, "变流器甲", Text("乙")), await Publish(enterprise, "变流器乙", Text("乙")));

        Assert.Equal([other], Ids(await (await service.Http.GetAsync($"/v1/demands/{one}/diagnosis")).Json()));
        var body = DemandBody.Sound(enterprise).With("title", "轧光机").With("description", "轧光机在车速每分钟四十米以上出现极光，需要改善。").With("publish", true);
        (await service.Put($"/v1/demands/{other}", body)).EnsureSuccessStatusCode();
        Assert.Empty(Ids(await (await service.Http.GetAsync($"/v1/demands/{one}/diagnosis")).Json()));
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("targeted")]
    [InlineData("confidential")]
    [InlineData("closed")]
    public async Task Nobody_learns_of_a_need_that_is_not_for_him(string state)
    {
        var (owner, other) = (await service.RegisterEnterprise(), await service.RegisterEnterprise());
        var body = DemandBody.Sound(owner).With("title", $"变流器{state}").With("description", Text(state)).With("publish", state != "draft");
        if (state == "targeted")
        {
            body = body.With("visibility", "targeted").With("targetInstitutes", new JsonArray(CreditCodes.Next()));
        }

        var id = (await (await service.Post("/v1/demands", body)).Json())["id"]!.GetValue<Guid>();
        if (state == "confidential")
        {
            (await service.Put($"/v1/demands/{id}", body.DeepClone().AsObject().With("visibility", "confidential").With("publish", false))).EnsureSuccessStatusCode();
        }
        else if (state == "closed")
        {
            (await service.Post($"/v1/demands/{id}/close", new { reason = "solved" })).EnsureSuccessStatusCode();
        }

        using var stranger = service.As("enterprise", other);
        using var own = service.As("enterprise", owner);
        Assert.Empty(Ids(await Diagnosed(stranger, "变流器", Text(state))));
        // What was never published, or is secret by now, is not noted at all.
        Guid[] known = state is "targeted" or "closed" ? [id] : [];
        Assert.Equal(known, Ids(await Diagnosed(own, "变流器", Text(state))));
        Assert.Equal(known, Ids(await Diagnosed(service.Http, "变流器", Text(state))));
    }

    [Fact]
    public async Task The_database_counts_as_the_evaluation_does()
    {
        // Words of few letters give pieces that one, two, many and more than 32 needs have.
        var random = new Random(20261123);
        var needs = Enumerable.Range(0, 120).Select(i => (Id: Guid.NewGuid(), Pieces: Enumerable.Range(0, 30).Select(_ => 1_000_000_000 + (int)(Math.Pow(random.NextDouble(), 3) * 900)).Distinct().ToArray())).ToArray();
        await using var connection = await service.Database.Source.OpenConnectionAsync();
        foreach (var (id, pieces) in needs)
        {
            await connection.ExecuteAsync(InsertPieces, new { pieces, id });
        }

        var resemblance = new Resemblance();
        foreach (var (id, pieces) in needs)
        {
            resemblance.Add(id, pieces);
        }

        foreach (var (id, pieces) in needs)
        {
            var stored = (await connection.QueryAsync<(Guid Id, double Share)>("select demand_id, share from resembling_demands(@pieces, @id)", new { pieces, id })).ToDictionary();
            // As a draft, before it is stored, it is told the same.
            await connection.ExecuteAsync("delete from demand_piece where demand_id = @id", new { id });
            var draft = (await connection.QueryAsync<(Guid Id, double Share)>("select demand_id, share from resembling_demands(@pieces, null)", new { pieces })).ToDictionary();
            await connection.ExecuteAsync(InsertPieces, new { pieces, id });
            Assert.NotEmpty(stored);
            Assert.Equal(stored, draft);
            var expected = resemblance.Of(id, 0).ToDictionary();
            Assert.All(stored, found => Assert.Equal(expected[found.Key], found.Value, 9));
        }
    }

    [Fact]
    public async Task Needs_from_before_are_noted_after_the_start()
    {
        var enterprise = await service.RegisterEnterprise();
        var id = await Publish(enterprise, "变流器从前", Text("丙"));
        var before = await service.Database.Column<int>("select piece from demand_piece where demand_id = @id order by piece", new { id });
        await service.Database.Scalar<int>("with gone as (delete from demand_piece where demand_id = @id returning 1) select count(*)::int from gone", new { id });

        using var noting = new NoteEarlierPieces(service.Database.Source, Microsoft.Extensions.Logging.Abstractions.NullLogger<NoteEarlierPieces>.Instance);
        await noting.StartAsync(default);
        await noting.ExecuteTask!;

        Assert.NotEmpty(before);
        Assert.Equal(before, await service.Database.Column<int>("select piece from demand_piece where demand_id = @id order by piece", new { id }));
    }

    private async Task<Guid> Publish(string enterprise, string title, string description)
    {
        var answer = await service.Post("/v1/demands", DemandBody.Sound(enterprise).With("title", title).With("description", description).With("publish", true));
        answer.EnsureSuccessStatusCode();
        return (await answer.Json())["id"]!.GetValue<Guid>();
    }

    private static async Task<JsonNode> Diagnosed(HttpClient http, string title, string description) =>
        await (await http.PostAsync("/v1/demands:diagnose", System.Net.Http.Json.JsonContent.Create(new { title, description }))).Json();

    private static Guid[] Ids(JsonNode diagnosis) => [.. diagnosis["resembling"]!.AsArray().Select(other => other!["demandId"]!.GetValue<Guid>())];
}
