using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Matchmaking.Client;
using Matchmaking.Harness;

namespace Matchmaking.Documents.Tests;

/// <summary>The C# client against the whole system; what it calls and what its records hold is in the merged document.</summary>
[Collection("system")]
public sealed class ClientTests(WholeSystem system)
{
    // Of the platform's side or of the client's own.
    private static readonly string[] NoSchema = [nameof(MatchmakingClientOptions), "Versioned`1"];

    private static readonly JsonSerializerOptions Line = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    [Fact]
    public async Task Every_call_of_the_client_is_answered_and_stands_in_the_document()
    {
        var sent = new Recorder();
        var (enterprise, institute) = (await Member("enterprise"), await Member("institute"));
        using var chief = Client(await ApiClient(await Operator(), ["demands:read", "demands:write", "experts:read", "experts:write", "matches:read", "matches:write"], "operator"), sent);
        using var buyer = Client(await ApiClient(await SignedIn(enterprise), ["demands:read", "demands:write", "matches:read", "webhooks"]), sent);
        using var house = Client(await ApiClient(await SignedIn(institute), ["experts:read", "experts:write"]), sent);

        var expert = await UseExperts(house, institute);
        var need = await UseDemands(buyer, enterprise);
        await UseMatches(chief, buyer, need, expert);
        await UseWebhooks(buyer);

        var operations = (await Merged())["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(one => (one.Key, Path: Braced(path.Key), Id: (string)one.Value!["operationId"]!))).ToArray();
        var called = sent.Calls.Select(call => operations.SingleOrDefault(one => one.Key == call.Method && Regex.IsMatch(call.Path, one.Path)).Id ?? $"{call.Method} {call.Path} is not in the document").Distinct();
        string[] expected =
        [
            "IssueToken", "RegisterExpert", "GetExpert", "ListExperts", "ReviseExpert", "WithdrawExpert", "ImportExperts", "PostDemand", "GetDemand", "ListDemands", "ReviseDemand", "PublishDemand", "CloseDemand", "GetVerification", "WithdrawSubmission", "GetFigures",
            "ImportDemands", "ListDemandMatches", "GetWhyNot", "RankText", "ListQueuedMatches", "GetMatch", "DecideMatch", "ProgressMatch", "CreateWebhook", "GetWebhook", "ListWebhooks", "ReviseWebhook",
            "DeleteWebhook", "RotateSecret", "TestWebhook", "ListDeliveries", "ReplayDelivery",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), called.Order(StringComparer.Ordinal));
        // Whoever adds a call adds it here.
        Assert.Equal(expected.Length - 1, new[] { typeof(DemandsApi), typeof(ExpertsApi), typeof(MatchesApi), typeof(WebhooksApi) }.Sum(type => type.GetMethods().Count(method => method.DeclaringType == type)));
    }

    [Fact]
    public async Task The_records_of_the_client_have_the_fields_of_the_document()
    {
        var schemas = (await Merged())["components"]!["schemas"]!;
        var records = typeof(MatchmakingClient).Assembly.GetExportedTypes().Where(type => type.GetMethod("<Clone>$") is not null && !NoSchema.Contains(type.Name)).ToArray();

        Assert.InRange(records.Length, 30, int.MaxValue);
        foreach (var record in records)
        {
            var schema = schemas[record.Name];
            Assert.True(schema is not null, $"{record.Name} is no schema of the document");
            var fields = record.GetProperties().Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Order(StringComparer.Ordinal);
            Assert.Equal($"{record.Name}: {string.Join(',', schema["properties"]!.AsObject().Select(field => field.Key).Order(StringComparer.Ordinal))}", $"{record.Name}: {string.Join(',', fields)}");
            Assert.All(record.GetProperties(), property => Agree(property, schema["properties"]![JsonNamingPolicy.CamelCase.ConvertName(property.Name)]!));
        }
    }

    [Fact]
    public async Task A_refusal_is_an_exception_with_the_code_and_the_faults()
    {
        var enterprise = await Member("enterprise");
        using var client = Client(await ApiClient(await SignedIn(enterprise), ["demands:read", "demands:write"]), new Recorder());

        var refused = await Assert.ThrowsAsync<MatchmakingProblemException>(() => client.Demands.Post(new DemandForm { EnterpriseCreditCode = enterprise.Code, Title = "x" }));
        Assert.Equal((400, "validation_failed"), (refused.Status, refused.Code));
        Assert.Contains(refused.Faults, fault => fault is { Field: "title", Code: "too_short" });
        Assert.Equal("demand_not_found", (await Assert.ThrowsAsync<MatchmakingProblemException>(() => client.Demands.Get(Guid.NewGuid()))).Code);
    }

    private static async Task<Guid> UseExperts(MatchmakingClient client, Person institute)
    {
        var form = new ExpertForm
        {
            Name = "周衡（虚构）",
            InstituteCreditCode = institute.Code,
            Disciplines = ["430"],
            Fields = ["403"],
            ResearchDirections = ["织物后整理"],
            Text = "长期从事棉织物轧光整理，解决布面极光与水洗后光泽下降。",
            ServiceModes = ["joint_development"],
            RegionsServed = ["330604"],
            Capacity = 3,
            Consent = true,
            Achievements = [new AchievementForm { Kind = "project", Title = "轧光机压力闭环控制", Date = new DateOnly(2025, 3, 1), AmountYuan = 500_000 }],
        };
        // The approval reaches the service of experts by itself.
        var made = await Eventually.Get(
            async () =>
            {
                try
                {
                    return await client.Experts.Register(form);
                }
                catch (MatchmakingProblemException unknown) when (unknown.Code == "institute_unknown")
                {
                    return null;
                }
            },
            expert => expert is not null,
            "the institute never became known");
        var read = await client.Experts.Get(made!.Value.Id);
        var revised = await client.Experts.Revise(read.Value.Id, form with { Capacity = 2, Achievements = null }, read.ETag);
        Assert.Equal((2, 1), (revised.Value.Capacity, revised.Value.Achievements.Count));
        Assert.Equal("revision_changed", (await Assert.ThrowsAsync<MatchmakingProblemException>(() => client.Experts.Revise(read.Value.Id, form, read.ETag))).Code);

        var verdict = await client.Experts.Import(
            Encoding.UTF8.GetBytes($"姓名,统一社会信用代码,个人简介,服务方式,服务地区,可承接项目数,同意参与匹配\n林沐川（虚构）,{institute.Code},高阻隔聚酯薄膜双向拉伸。,consulting,330600,2,是\n"), "text/csv");
        Assert.Equal((1, 0), (verdict.Accepted, verdict.Rejected));
        var imported = await client.Experts.Get(verdict.Rows[0].Id!.Value);
        await client.Experts.Withdraw(imported.Value.Id, imported.ETag);
        Assert.Contains(await client.Experts.List(institute: institute.Code).Select(one => one.Id).ToListAsync(), id => id == made.Value.Id);
        return made.Value.Id;
    }

    private static async Task<Guid> UseDemands(MatchmakingClient client, Person enterprise)
    {
        var form = new DemandForm
        {
            EnterpriseCreditCode = enterprise.Code,
            Title = "棉织物后整理轧光工艺改进",
            Field = "403",
            Description = "现有轧光机车速提高后布面出现极光，水洗后光泽下降明显。",
            CooperationModes = ["joint_development"],
            Visibility = "public",
            RegionCode = "330604",
            Contact = new ContactForm("技术部"),
            Budget = new BudgetForm { Amount = 60, Unit = "wan_yuan", Negotiable = false },
        };
        var draft = await client.Demands.Post(form);
        var read = await client.Demands.Get(draft.Value.Id);
        var revised = await client.Demands.Revise(read.Value.Id, form with { Title = "棉织物轧光极光" }, read.ETag);
        var open = await client.Demands.Publish(read.Value.Id, revised.ETag);
        Assert.Equal("published", open.Value.Status);
        Assert.Equal("not_submitted", (await client.Demands.Verification(read.Value.Id)).Value.Status);
        Assert.Equal((600_000m, 600_000m), (await client.Demands.Figures(read.Value.Id, DateTimeOffset.UtcNow.AddMinutes(1))).Figures.Select(figure => (figure.AsFiled, figure.AsCorrected)).Single());
        Assert.Equal("verification_not_waiting", (await Assert.ThrowsAsync<MatchmakingProblemException>(() => client.Demands.Withdraw(read.Value.Id, open.ETag))).Code);

        var line = JsonSerializer.Serialize(form, Line);
        var verdict = await client.Demands.Import(Encoding.UTF8.GetBytes(line + "\n"), "application/x-ndjson");
        var second = await client.Demands.Get(verdict.Rows.Single().Id!.Value);
        Assert.Equal("closed", (await client.Demands.Close(second.Value.Id, "withdrawn", second.ETag)).Value.Status);
        Assert.Equal(2, await client.Demands.List(enterprise: enterprise.Code).CountAsync());
        return open.Value.Id;
    }

    private static async Task UseMatches(MatchmakingClient chief, MatchmakingClient buyer, Guid need, Guid expert)
    {
        var list = await Eventually.Get(() => buyer.Matches.OfDemand(need), found => found.Status == "ranked" && found.Matches.Any(one => one.Talent.Id == expert), "the need was never ranked");
        Assert.Equal("listed", (await buyer.Matches.WhyNot(need, expert)).Answer.Stage);
        Assert.Contains((await buyer.Matches.RankText(new RankTextRequest { Text = "棉织物轧光极光", Limit = 3 })).Matches, one => one.TalentId == expert);
        var queued = await chief.Matches.List(demand: need).FirstAsync(one => one.Talent.Id == expert);
        Assert.Equal(list.Matches.Single(one => one.Talent.Id == expert).Score, queued.Score);
        var match = await chief.Matches.Get(queued.Id);
        var decided = await chief.Matches.Decide(match.Value.Id, new DecideMatchRequest { Decision = "accepted", ReasonCodes = ["good_fit"], Reviewer = "赵评审（虚构）" }, match.ETag);
        Assert.Equal("accepted", decided.Decision);
        Assert.Equal("visited", (await chief.Matches.Progress(match.Value.Id, new ProgressMatchRequest { Stage = "visited", RecordedBy = "孙联络（虚构）" })).Stage);
    }

    private static async Task UseWebhooks(MatchmakingClient client)
    {
        var made = await client.Webhooks.Create(new WebhookForm { Url = "http://127.0.0.1:9/", Events = ["matchmaking.list.ready"] });
        var read = await client.Webhooks.Get(made.Webhook.Id);
        var revised = await client.Webhooks.Revise(read.Value.Id, new WebhookForm { Url = "http://127.0.0.1:9/other", Events = ["matchmaking.list.ready"] }, read.ETag);
        Assert.NotEqual(made.Secret, (await client.Webhooks.RotateSecret(read.Value.Id, 0)).Secret);
        var test = await client.Webhooks.Test(read.Value.Id);
        Assert.Contains(await client.Webhooks.Deliveries(read.Value.Id).ToListAsync(), one => one.Id == test.Id);
        // It is under way or was refused; either way the call is understood.
        try
        {
            await client.Webhooks.Replay(read.Value.Id, test.Id);
        }
        catch (MatchmakingProblemException pending)
        {
            Assert.Equal("delivery_pending", pending.Code);
        }

        Assert.Single(await client.Webhooks.List().ToListAsync());
        await client.Webhooks.Delete(read.Value.Id, "*");
        Assert.NotEqual(read.ETag, revised.ETag);
    }

    private static void Agree(System.Reflection.PropertyInfo property, JsonNode schema)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var said = schema.ToJsonString();
        var expected = type == typeof(string) ? "\"string\"" : type == typeof(Guid) ? "\"uuid\"" : type == typeof(DateTimeOffset) ? "\"date-time\"" : type == typeof(DateOnly) ? "\"date\"" : type == typeof(bool) ? "\"boolean\""
            : type == typeof(int) || type == typeof(long) ? "\"integer\"" : type == typeof(double) || type == typeof(decimal) ? "\"number\"" : type.IsGenericType ? "\"array\"" : $"/{type.Name}\"";
        Assert.True(said.Contains(expected, StringComparison.Ordinal), $"{property.DeclaringType!.Name}.{property.Name} is {type.Name}, but {said}");
    }

    private MatchmakingClient Client((string Id, string Secret) who, HttpMessageHandler handler) =>
        new(new MatchmakingClientOptions { Address = system.Gateway, ClientId = who.Id, ClientSecret = who.Secret }, handler);

    private async Task<Person> Member(string kind)
    {
        var person = new Person(CreditCodes.Next(), $"p-{Guid.NewGuid():N}"[..20], "a long enough secret");
        await system.Http.Made("/api/v1/organisations", new
        {
            kind,
            name = $"试验单位{person.Code}（虚构）",
            creditCode = person.Code,
            regionCode = "330604",
            industry = kind == "enterprise" ? "C17" : null,
            instituteKind = kind == "institute" ? "university" : null,
            account = new { login = person.Login, name = "李工（虚构）", password = person.Password },
        });
        using var chief = await Operator();
        await chief.Made($"/api/v1/organisations/{person.Code}:approve", null);
        return person;
    }

    private Task<HttpClient> Operator() => SignedIn(new Person("", IdentityHost.OperatorLogin, IdentityHost.OperatorPassword));

    private async Task<HttpClient> SignedIn(Person person)
    {
        using var answer = await system.Http.PostAsync(new Uri("/connect/token", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "password",
            ["username"] = person.Login,
            ["password"] = person.Password,
        }));
        var client = new HttpClient { BaseAddress = system.Gateway };
        client.DefaultRequestHeaders.Authorization = new("Bearer", (string)(await answer.Json())["access_token"]!);
        return client;
    }

    private static async Task<(string Id, string Secret)> ApiClient(HttpClient by, string[] scopes, string? role = null)
    {
        using (by)
        {
            var made = await by.Made("/api/v1/clients", new { name = "ERP", scopes, role });
            return ((string)made["client"]!["clientId"]!, (string)made["clientSecret"]!);
        }
    }

    private async Task<JsonNode> Merged() => await (await system.Http.GetAsync(new Uri("/api/openapi.json", UriKind.Relative))).Json();

    private static string Braced(string path) => $"^{Regex.Replace(Regex.Escape(path), @"\\\{[^}]*\}", "[^/:]+")}$";

    private sealed record Person(string Code, string Login, string Password);
}
