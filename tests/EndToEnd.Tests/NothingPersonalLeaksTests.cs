using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.EndToEnd.Tests;

/// <summary>From a contact that was entered to its disclosure on both sides: it stands in plain in no log, no table, no message and no error.</summary>
[Collection("system")]
public sealed class NothingPersonalLeaksTests(RunningSystem system) : IAsyncLifetime
{
    private static readonly string[] Personal =
    [
        "欧阳端到端（虚构）", "13600004321", "end.to.end@marker.example", "end_to_end_marker", "司马端到端（虚构）", "13500008765", "expert.end.to.end@marker.example", "expert_end_marker",
    ];

    // A test before may have left a service that is just starting.
    public Task InitializeAsync() => system.Ready();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task After_the_way_from_the_need_to_both_contacts_nothing_personal_is_left_anywhere()
    {
        var api = system.Api;
        var institute = await api.RegisterInstitute("端到端试验研究院");
        var expert = await api.RegisterExpert(institute, "水刺甲（虚构）", "解决水刺非织造布纵横强力比偏大问题，调整水针压力与铺网方式。");
        var enterprise = await api.RegisterEnterprise();
        await Sound(api.Put($"/api/v1/experts/{expert}", WithContact(Form(await api.Get($"/api/v1/experts/{expert}")), Contact(4))));
        var demand = await api.PublishDemand(enterprise, "水刺布强力比", "水刺非织造布纵横强力比偏大，需要调整水针压力与铺网方式");
        await Sound(api.Put($"/api/v1/demands/{demand}", WithContact((await api.Get($"/api/v1/demands/{demand}"))["form"]!.AsObject(), Contact(0))));

        var match = await Eventually.Get(
            async () => (await api.List(demand))["matches"]!.AsArray().FirstOrDefault(m => (string?)m!["talent"]!["id"] == $"{expert}")?["id"], id => id is not null, "the expert is not listed");
        await Sound(api.Post($"/api/v1/matches/{match}/decision", new { decision = "accepted", reasonCodes = new[] { "good_fit" }, reviewer = "审核员" }));
        foreach (var side in (string[])["enterprise", "institute"])
        {
            await Sound(api.Post($"/api/v1/matches/{match}/willingness", new { willing = true, side }));
        }

        foreach (var (service, granted) in new[] { ("TechnologyDemands", institute), ("TalentProfiles", enterprise) })
        {
            await Eventually.Get(
                () => system.Databases[service].Scalar<int>("select count(*)::int from contact_grant where organisation = @granted and agreed", new { granted }), n => n == 1, $"{service} never heard of the agreement");
        }

        Assert.Contains(Personal[1], await api.Text($"/api/v1/demands/{demand}/contact"), StringComparison.Ordinal);
        Assert.Contains(Personal[5], await api.Text($"/api/v1/experts/{expert}/contact"), StringComparison.Ordinal);
        var errors = await Broken(demand, expert, enterprise, institute);
        await Sound(api.Post($"/api/v1/matches/{match}/progress", new { stage = "ended", reasonCodes = new[] { "price" }, recordedBy = "联络员" }));

        Assert.All(errors, error => Assert.All(Personal, personal => Assert.DoesNotContain(personal, error, StringComparison.Ordinal)));
        foreach (var (service, database) in system.Databases)
        {
            Assert.Equal([], (await database.Holds(Personal)).Select(found => $"{service}.{found}"));
        }

        foreach (var log in Directory.GetFiles(RunningSystem.Logs))
        {
            var text = await Read(log);
            Assert.All(Personal, personal => Assert.False(text.Contains(personal, StringComparison.Ordinal), $"{log} holds {personal}"));
        }

        Assert.All(await ErrorQueues(), message => Assert.All(Personal, personal => Assert.DoesNotContain(personal, message, StringComparison.Ordinal)));
    }

    private static JsonObject Contact(int from) =>
        new() { ["name"] = Personal[from], ["phone"] = Personal[from + 1], ["email"] = Personal[from + 2], ["wechat"] = Personal[from + 3] };

    private static JsonObject WithContact(JsonObject form, JsonObject contact)
    {
        var filled = form.DeepClone().AsObject();
        filled["contact"] = contact;
        return filled;
    }

    // What an expert's form asks for, out of what is shown of the expert.
    private static JsonObject Form(JsonNode expert)
    {
        var form = expert.DeepClone().AsObject();
        foreach (var shown in (string[])["id", "status", "revision", "instituteName", "consentAt", "createdAt", "updatedAt", "withdrawnAt", "achievements", "contactOnFile"])
        {
            form.Remove(shown);
        }

        return form;
    }

    private async Task<IReadOnlyList<string>> Broken(Guid demand, Guid expert, string enterprise, string institute)
    {
        var answers = new List<string>();
        foreach (var (from, path) in new[] { (0, "/api/v1/demands"), (0, $"/api/v1/demands/{demand}"), (4, "/api/v1/experts"), (4, $"/api/v1/experts/{expert}") })
        {
            foreach (var (field, value) in new (string, JsonNode)[]
            {
                ("email", $"{Personal[from + 2]}@"), ("phone", $"{Personal[from + 1]} of {Personal[from]}"), ("name", string.Concat(Enumerable.Repeat(Personal[from], 9))), ("wechat", new JsonArray(Personal[from + 3])),
            })
            {
                var contact = Contact(from);
                contact[field] = value;
                var body = new JsonObject { [from == 0 ? "enterpriseCreditCode" : "instituteCreditCode"] = from == 0 ? enterprise : institute, ["contact"] = contact };
                using var answer = path.Count(c => c == '/') == 3 ? await system.Api.Post(path, body) : await system.Api.Put(path, body);
                Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
                answers.Add(await answer.Content.ReadAsStringAsync());
            }
        }

        return answers;
    }

    private static async Task Sound(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> Read(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync();
    }

    // Messages that nobody could handle, with the errors in their headers; each goes back to its queue.
    private static async Task<IReadOnlyList<string>> ErrorQueues()
    {
        var management = RunningSystem.BrokerManagement;
        using var http = new HttpClient { BaseAddress = new Uri($"{management.Scheme}://{management.Authority}") };
        http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(management.UserInfo))));
        var host = Uri.EscapeDataString(Uri.UnescapeDataString(RunningSystem.Broker.AbsolutePath[1..]));
        var found = new List<string>();
        foreach (var queue in JsonNode.Parse(await http.GetStringAsync(new Uri($"/api/queues/{host}", UriKind.Relative)))!.AsArray().Select(queue => (string)queue!["name"]!))
        {
            if (queue.EndsWith("_error", StringComparison.Ordinal) || queue.EndsWith("_skipped", StringComparison.Ordinal))
            {
                using var answer = await http.PostAsJsonAsync(
                    new Uri($"/api/queues/{host}/{Uri.EscapeDataString(queue)}/get", UriKind.Relative), new { count = 1000, ackmode = "ack_requeue_true", encoding = "auto" });
                answer.EnsureSuccessStatusCode();
                // As text, not as the JSON that hides Chinese behind escapes.
                found.AddRange((await answer.Json()).AsArray().Select(message => message!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping })));
            }
        }

        return found;
    }
}
