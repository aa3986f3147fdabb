using System.Net;
using System.Text.Json.Nodes;
using Matchmaking.Harness;
using Microsoft.Extensions.Logging;

namespace Matchmaking.TechnologyDemands.Tests;

/// <summary>The service with all of its log kept.</summary>
public sealed class LoggedService : ServiceUnderTest<Program>
{
    protected override LogLevel LeastLogged => LogLevel.Information;
}

/// <summary>A contact stands in its box and in answers to whom it is for: not in the log, in no trace, in no other row, in no error.</summary>
public sealed class NothingPersonalTests(LoggedService service) : IClassFixture<LoggedService>
{
    private const string Name = "欧阳记号（虚构）";
    private const string Phone = "13900001234";
    private const string Email = "marker.person@nowhere.example";
    private const string Wechat = "marker_wechat_id";

    private static readonly string[] Personal = [Name, Phone, Email, Wechat];

    private static JsonObject Contact => new() { ["name"] = Name, ["phone"] = Phone, ["email"] = Email, ["wechat"] = Wechat, ["position"] = "标记职务" };

    [Fact]
    public async Task After_sound_and_broken_requests_no_contact_stands_in_plain_anywhere()
    {
        using var traces = new TraceText();
        var enterprise = await service.RegisterEnterprise();
        var sound = DemandBody.Sound(enterprise).With("contact", Contact);
        var answers = new List<HttpResponseMessage> { await service.Post("/v1/demands", sound.DeepClone().AsObject().With("publish", true), "a-key") };
        var id = (string)(await answers[0].Json())["id"]!;
        answers.Add(await service.Put($"/v1/demands/{id}", sound));
        answers.Add(await service.Http.Import(DemandFile.Ndjson, sound.ToJsonString(), "another-key"));
        answers.Add(await service.Http.GetAsync("/v1/demands?limit=100"));
        // Where no contact belongs, but somebody may search for one.
        answers.Add(await service.Http.GetAsync($"/v1/demands?enterprise={Wechat}"));
        answers.Add(await service.Http.GetAsync("/v1/demands/export"));
        answers.Add(await service.Http.GetAsync($"/v1/demands/{id}/jsonld"));
        answers.Add(await service.Http.GetAsync($"/v1/demands/{id}"));
        Assert.All(answers, answer => Assert.True(answer.IsSuccessStatusCode));

        var broken = new List<HttpResponseMessage>();
        foreach (var (field, value) in new (string, JsonNode)[]
        {
            ("email", $"{Email}@"), ("phone", $"{Phone} of {Name}"), ("wechat", $"{Wechat} {Name}"), ("name", string.Concat(Enumerable.Repeat(Name, 9))), ("position", new JsonArray(Name)), ("name", $"{Name}\0"),
        })
        {
            var body = DemandBody.Sound(enterprise).With("contact", Contact.With(field, value));
            broken.Add(await service.Post("/v1/demands", body));
            broken.Add(await service.Put($"/v1/demands/{id}", body));
            var verdict = await service.Http.Import(DemandFile.Ndjson, body.ToJsonString());
            Assert.Equal(HttpStatusCode.OK, verdict.StatusCode);
            answers.Add(verdict);
        }

        broken.Add(await service.Send(HttpMethod.Post, "/v1/demands", $$"""{ "contact": { "name": "{{Name}}", "phone": "{{Phone}}" """));
        broken.Add(await service.Post("/v1/demands", DemandBody.Sound(CreditCodes.Next()).With("contact", Contact)));
        Assert.All(broken, answer => Assert.InRange((int)answer.StatusCode, 400, 499));
        await service.Published(id);

        foreach (var answer in answers.Concat(broken))
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.All(Personal, personal => Assert.DoesNotContain(personal, text, StringComparison.Ordinal));
        }

        Assert.Empty(await service.Database.Holds(Personal));
        Assert.NotEmpty(service.Log.Text);
        Assert.All(Personal, personal => Assert.DoesNotContain(personal, service.Log.Text, StringComparison.Ordinal));
        Assert.Contains("/v1/demands", traces.Text, StringComparison.Ordinal);
        Assert.Contains("insert into demand_contact", traces.Text, StringComparison.Ordinal);
        Assert.All(Personal, personal => Assert.DoesNotContain(personal, traces.Text, StringComparison.Ordinal));
        Assert.NotEmpty(await service.Database.Holds(enterprise));
    }

    [Fact]
    public async Task A_failure_inside_the_database_tells_the_log_no_contact()
    {
        var enterprise = await service.RegisterEnterprise();
        await service.Database.Scalar<int>("alter table demand_contact add constraint refuse_all check (false) not valid; select 1");
        try
        {
            var answer = await service.Post("/v1/demands", DemandBody.Sound(enterprise).With("contact", Contact));

            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
            Assert.Contains("refuse_all", service.Log.Text, StringComparison.Ordinal);
            Assert.All(Personal, personal => Assert.DoesNotContain(personal, service.Log.Text, StringComparison.Ordinal));
        }
        finally
        {
            await service.Database.Scalar<int>("alter table demand_contact drop constraint refuse_all; select 1");
        }
    }
}
