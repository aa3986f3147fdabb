using System.Net;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.EndToEnd.Tests;

/// <summary>An expert who was ranked, decided on, told of by webhook and asked for in every way, and then erased: nothing is left anywhere.</summary>
[Collection("system")]
public sealed class ErasedExpertTests(RunningSystem system) : IAsyncLifetime
{
    private static readonly string[] Markers = [.. Enumerable.Range(0, 6).Select(_ => $"标记{Guid.NewGuid():N}")];

    // A test before may have left a service that is just starting.
    public Task InitializeAsync() => system.Ready();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task No_table_of_any_database_no_file_of_the_index_and_no_log_holds_anything_of_an_erased_expert()
    {
        var api = system.Api;
        var (expert, body, key) = await Register();
        var demand = await api.PublishDemand(await api.RegisterEnterprise(), "茧丝纤度在线检测", "缫丝生产线需要茧丝纤度在线检测与自动控制，现有仪器响应慢。");
        var list = await api.List(demand);
        var match = list["matches"]!.AsArray().Single(entry => (string)entry!["talent"]!["id"]! == $"{expert}")!;
        await Use(expert, (string)match["id"]!, body, key);
        Assert.NotEmpty(await Traces.In(system.Databases["TalentProfiles"], Markers));

        await Eventually.Get(() => Task.FromResult(Files().Any()), isStored => isStored, "the index was never stored");

        using var asked = await api.Post($"/api/v1/experts/{expert}:erase", new { reasonCode = "person_request", reference = "2026-17" });
        Assert.Equal(HttpStatusCode.Accepted, asked.StatusCode);
        var at = asked.Headers.Location!.OriginalString;
        var erasure = await Eventually.Get(
            () => api.Get(at), view => (string?)view["status"] == "completed" && view["audit"] is not null, "the certificate was never complete", TimeSpan.FromSeconds(90));

        Assert.All(erasure["services"]!.AsArray(), service => Assert.Equal(0, (long)service!["remaining"]!));
        foreach (var (service, database) in system.Databases)
        {
            Assert.Empty((await Traces.In(database, Markers)).Select(found => $"{service}: {found}"));
            Assert.Equal(0, await database.Scalar<long>("select count(*) from audit_entry where detail is null and detail_hash is not null and not exists (select from audit_entry e where e.action = 'audit.detail_erased' and e.organisation = audit_entry.organisation and e.subject_id = audit_entry.sequence::text)"));
        }

        Assert.Empty(Files());
        Assert.Contains("个人信息删除证明", await Page(at), StringComparison.Ordinal);
        Assert.Equal("expert_not_found", (string?)(await api.Get($"/api/v1/experts/{expert}"))["code"]);
        Assert.DoesNotContain($"{expert}", (await api.Matches(demand)).ToJsonString(), StringComparison.Ordinal);
    }

    private async Task<(Guid Expert, JsonObject Body, string Key)> Register()
    {
        var institute = await system.Api.RegisterInstitute("越州缫丝试验研究院");
        var key = $"{Guid.NewGuid()}";
        var body = new JsonObject
        {
            ["name"] = Markers[0],
            ["instituteCreditCode"] = institute,
            ["title"] = Markers[1],
            ["researchDirections"] = new JsonArray(Markers[2]),
            ["text"] = $"茧丝纤度在线检测与缫丝自动控制，{Markers[3]}。",
            ["serviceModes"] = new JsonArray("joint_development"),
            ["regionsServed"] = new JsonArray("330600"),
            ["capacity"] = 3,
            ["consent"] = true,
            ["achievements"] = new JsonArray(new JsonObject { ["kind"] = "project", ["title"] = $"茧丝纤度在线检测，{Markers[4]}", ["text"] = $"茧丝纤度在线检测仪中试，{Markers[4]}。" }),
        };
        using var registered = await system.Api.Post("/api/v1/experts", body, key);
        var expert = Guid.Parse((string)(await registered.Json())["id"]!);
        await Eventually.Get(
            () => system.Databases["Ranking"].Scalar<int>("select count(*)::int from candidate where talent_id = @expert", new { expert }), n => n == 1, "the expert never reached Ranking");
        return (expert, body, key);
    }

    // Whatever may leave a trace: a decision with a note, a stage, a repeat of each under its key, a free text, a portrait, an export.
    private async Task Use(Guid expert, string match, JsonObject body, string key)
    {
        var api = system.Api;
        await Twice($"/api/v1/matches/{match}/decision", new { decision = "accepted", reasonCodes = new[] { "good_fit" }, reviewer = "审核员", note = Markers[5] });
        await Twice($"/api/v1/matches/{match}/progress", new { stage = "visited", recordedBy = "联络员", note = Markers[5] });
        await Twice("/api/v1/rankings", new { text = "茧丝纤度在线检测与缫丝自动控制" });
        using var again = await api.Post("/api/v1/experts", body, key);
        Assert.Equal(expert, Guid.Parse((string)(await again.Json())["id"]!));
        Assert.True(await Eventually.Get(async () => (await api.Get($"/api/v1/experts/{expert}/portrait"))["code"] is null, isDrawn => isDrawn, "no portrait was drawn"));
        var export = await Eventually.Get(() => api.Text($"/api/v1/personal-data/experts/{expert}"), text => text.Contains(Markers[5], StringComparison.Ordinal), "the export never held the note");
        Assert.All(Markers, marker => Assert.Contains(marker, export, StringComparison.Ordinal));
        await Eventually.Get(
            () => system.Databases["Ranking"].Scalar<int>("select count(*)::int from outcome o join decision d using (match_id) where d.talent_id = @expert", new { expert }), n => n == 1, "the stage never reached Ranking");
    }

    private async Task Twice(string path, object body)
    {
        var key = $"{Guid.NewGuid()}";
        for (var i = 0; i < 2; i++)
        {
            using var answer = await system.Api.Post(path, body, key);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    private async Task<string> Page(string at)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Get, at) { Headers = { { "Accept", "text/html" } } };
        using var page = await system.Api.Send(ask);
        return await page.Content.ReadAsStringAsync();
    }

    private IEnumerable<string> Files() => Directory.EnumerateFiles(system.IndexFolder).Concat(Directory.EnumerateFiles(RunningSystem.Logs)).SelectMany(file => Traces.In(file, Markers));
}
