extern alias verify;

using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Matchmaking.Contracts.Erasure;
using Matchmaking.Harness;
using Matchmaking.TalentProfiles.Erasures;
using verify::Matchmaking.Audit.Verify;

namespace Matchmaking.TalentProfiles.Tests;

public sealed class EraseExpertTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    private static readonly string[] Others = [.. ErasureCertificate.Answering.Where(name => name != "talent-profiles")];

    [Fact]
    public async Task Nothing_of_an_erased_expert_is_left_in_any_table_and_the_certificate_says_what_was_erased_where()
    {
        var (expert, markers) = await Marked();
        Assert.NotEmpty(await Traces.In(service.Database, markers));

        var erasure = await Erase(expert);

        await Answered(expert);
        Assert.Empty(await Traces.In(service.Database, markers));
        Assert.Equal(HttpStatusCode.NotFound, (await service.Http.GetAsync($"/v1/experts/{expert}")).StatusCode);
        var running = await Read(erasure);
        Assert.Equal(("running", Others.Length), ((string)running["status"]!, running["waitingFor"]!.AsArray().Count));
        await AnswerForOthers(erasure);
        var completed = await Eventually.Get(() => Read(erasure), view => (string)view["status"]! == "completed" && view["audit"] is not null, "the certificate was never complete");

        var own = completed["services"]!.AsArray().Single(s => (string)s!["service"]! == "talent-profiles")!;
        Assert.Equal(0, (long)own["remaining"]!);
        Assert.Subset(
            new HashSet<string>(own["items"]!.AsArray().Select(item => $"{item!["store"]} {item["action"]} {item["rows"]}")),
            new HashSet<string> { "achievement deleted 2", "consent deleted 1", "expert deleted 1", "expert_contact deleted 1", "import_row deleted 0" }.Where(item => !item.EndsWith(" 0", StringComparison.Ordinal)).ToHashSet());
        Assert.Empty(await Traces.In(service.Database, markers));
    }

    [Fact]
    public async Task The_digest_of_a_certificate_is_of_its_bytes_and_stands_in_a_chain_that_verifies()
    {
        var (expert, _) = await Marked();
        var erasure = await Erase(expert);
        await Answered(expert);
        await AnswerForOthers(erasure);
        var view = await Eventually.Get(() => Read(erasure), found => found["audit"] is not null, "the digest was never chained");

        var answer = await service.Http.GetStringAsync($"/v1/erasures/{erasure}");
        var certificate = answer[(answer.IndexOf("\"certificate\":", StringComparison.Ordinal) + 14)..answer.IndexOf(",\"digest\":", StringComparison.Ordinal)];
        Assert.Equal((string)view["digest"]!, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(certificate))));
        Assert.Equal(
            (string)view["digest"]!,
            await service.Database.Scalar<string>(
                "select detail ->> 'digest' from audit_entry where organisation = @Organisation and sequence = @Sequence",
                new { Organisation = (string)view["audit"]!["organisation"]!, Sequence = (long)view["audit"]!["sequence"]! }));
        Assert.Equal(0, await service.Database.Scalar<long>("select count(*) from audit_entry where subject_kind = 'expert' and subject_id = @expert and detail is not null", new { expert }));
        Assert.Empty((await TrailVerification.Run(service.Database.As("worker"), null, TimeSpan.FromSeconds(5), CancellationToken.None)).Faults);

        using var ask = new HttpRequestMessage(HttpMethod.Get, $"/v1/erasures/{erasure}") { Headers = { { "Accept", "text/html,application/xhtml+xml" } } };
        using var page = await service.Http.SendAsync(ask);
        var html = await page.Content.ReadAsStringAsync();
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
        Assert.Contains("个人信息删除证明", html, StringComparison.Ordinal);
        Assert.Contains((string)view["digest"]!, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_holds_all_that_an_erasure_takes_away()
    {
        var (expert, markers) = await Marked();

        var answer = await service.Http.GetAsync($"/v1/experts/{expert}/personal-data");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.All(markers, marker => Assert.Contains(marker, text, StringComparison.Ordinal));
        var held = (await answer.Json())["sections"]!.AsArray().ToDictionary(section => (string)section!["store"]!, section => section!["rows"]!.AsArray().Count);
        Assert.Equal((1, 2, 1, 1), (held["expert"], held["achievement"], held["consent"], held["expert_contact"]));
        Assert.Contains("13900001234", text, StringComparison.Ordinal);
        Assert.True(held["idempotency_key"] > 0);
        Assert.All((await answer.Json())["sections"]!.AsArray(), section => Assert.False(string.IsNullOrEmpty((string?)section!["purpose"]) || string.IsNullOrEmpty((string?)section["retention"])));
    }

    [Fact]
    public async Task Asked_for_again_it_is_the_same_erasure_and_the_institute_alone_may_ask()
    {
        var institute = await service.RegisterInstitute();
        var expert = (string)(await service.RegisterExpert(ExpertBody.Sound(institute)))["id"]!;
        using var stranger = service.As("institute", CreditCodes.Next());
        using var own = service.As("institute", institute);

        Assert.Equal("expert_not_found", await (await Ask(stranger, expert)).ProblemCode());
        var first = await Ask(own, expert);
        await Answered(expert);
        var again = await Ask(own, expert);

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (first.StatusCode, again.StatusCode));
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal("expert_not_found", await (await Ask(stranger, expert)).ProblemCode());
        Assert.Equal("erasure_not_found", await (await stranger.GetAsync(first.Headers.Location)).ProblemCode());
        Assert.Equal(HttpStatusCode.OK, (await own.GetAsync(first.Headers.Location)).StatusCode);
    }

    [Fact]
    public async Task Who_has_left_is_erased_too_and_a_repeat_under_an_old_key_brings_nobody_back()
    {
        var key = $"{Guid.NewGuid()}";
        var body = ExpertBody.Sound(await service.RegisterInstitute()).With("name", "离任者（虚构）");
        var expert = (string)(await (await service.Post("/v1/experts", body, key)).Json())["id"]!;
        (await service.Post($"/v1/experts/{expert}/withdraw", new { })).EnsureSuccessStatusCode();

        var erasure = await Erase(expert);
        await Answered(expert);

        Assert.Equal(expert, (string)(await Read(erasure))["expertId"]!);
        // What the key remembered is gone: the form registers somebody new, with another id.
        Assert.NotEqual(expert, (string)(await (await service.Post("/v1/experts", body, key)).Json())["id"]!);
    }

    [Fact]
    public async Task Where_something_is_left_anywhere_no_certificate_is_given()
    {
        await service.Database.Scalar<int>("create table if not exists stray (note bytea); grant select on stray to matchmaking_worker; select 1");
        var expert = (string)(await service.RegisterExpert())["id"]!;
        await service.Database.Scalar<int>("insert into stray values (convert_to('left of ' || @expert, 'UTF8')); select 1", new { expert });

        await Erase(expert);

        // It has erased, searched, found and begun anew.
        await Eventually.Get(
            () => service.Database.Scalar<bool>("select worked_at is null and items <> '[]' from erased_talent where talent_id = @expert::uuid", new { expert }), isAgain => isAgain, "nothing was found");
        Assert.False(await service.Database.Scalar<bool>("select answered_at is not null from erased_talent where talent_id = @expert::uuid", new { expert }));
        await service.Database.Scalar<int>("delete from stray; select 1");
        await Answered(expert, TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Told_again_everybody_is_erased_again()
    {
        var expert = (string)(await service.RegisterExpert())["id"]!;
        await Erase(expert);
        await Answered(expert);
        var before = (await service.Sent<PersonErasureRequested>()).Count(told => told.TalentId == Guid.Parse(expert));
        // As a database that was put back to an earlier state has it.
        await service.Database.Scalar<int>(
            "insert into import_row (import_key, line, row_id, row_digest) values ('x', @line, @expert::uuid, 'y'); select 1", new { line = Random.Shared.Next(), expert });

        (await service.Post("/v1/operations/republish-erasures", new { })).EnsureSuccessStatusCode();

        await Eventually.Get(() => service.Database.Scalar<long>("select count(*) from import_row where row_id = @expert::uuid", new { expert }), rows => rows == 0, "the row is still there");
        Assert.True((await service.Sent<PersonErasureRequested>()).Count(told => told.TalentId == Guid.Parse(expert)) > before);
    }

    private async Task<(string Expert, string[] Markers)> Marked()
    {
        string[] markers = [.. Enumerable.Range(0, 5).Select(_ => $"标记{Guid.NewGuid():N}")];
        var orcid = ExpertBody.Orcid();
        var body = ExpertBody.Sound(await service.RegisterInstitute())
            .With("name", markers[0]).With("title", markers[1]).With("text", $"长期研究{markers[2]}。").With("orcid", orcid)
            .With("contact", new JsonObject { ["name"] = "联系人（虚构）", ["phone"] = "13900001234" }).With("researchDirections", new JsonArray(markers[3])).With("achievements", new JsonArray(ExpertBody.Achievement(markers[4]), ExpertBody.Achievement(markers[4], "2024-01-01")));
        var registered = await (await service.Post("/v1/experts", body, $"{Guid.NewGuid()}")).Json();
        var expert = (string)registered["id"]!;
        (await service.Put($"/v1/experts/{expert}", body.With("text", markers[2]))).EnsureSuccessStatusCode();
        return (expert, [.. markers, orcid]);
    }

    private static Task<HttpResponseMessage> Ask(HttpClient client, string expert) =>
        client.PostAsync($"/v1/experts/{expert}:erase", new StringContent("""{ "reasonCode": "person_request", "reference": "2026-17" }""", Encoding.UTF8, "application/json"));

    private async Task<Guid> Erase(string expert)
    {
        var answer = await Ask(service.Http, expert);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        return Guid.Parse(answer.Headers.Location!.OriginalString.Split('/')[^1]);
    }

    private Task<bool> Answered(string expert, TimeSpan? within = null) => Eventually.Get(
        () => service.Database.Scalar<bool>(
            "select exists (select from erasure_answer a join erasure e using (erasure_id) where e.expert_id = @expert::uuid and a.service = 'talent-profiles')", new { expert }),
        isAnswered => isAnswered, "the service never answered", within);

    private async Task AnswerForOthers(Guid erasure)
    {
        foreach (var other in Others)
        {
            var id = Guid.NewGuid();
            await service.Deliver(new PersonErased(erasure, other, [new ErasedItem("talent", "deleted", 1)], 0, DateTimeOffset.UtcNow), id);
            await service.Received(id);
        }
    }

    private async Task<JsonNode> Read(Guid erasure) => await (await service.Http.GetAsync($"/v1/erasures/{erasure}")).Json();
}
