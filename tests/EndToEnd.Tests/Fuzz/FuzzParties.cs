using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.EndToEnd.Tests.Fuzz;

/// <summary>An enterprise and an institute with secrets, and everybody who has no business with them.</summary>
internal sealed class FuzzParties : IDisposable
{
    /// <summary>Stands in everything of the two that is nobody else's.</summary>
    public const string Secret = "zq7secret";

    /// <summary>Stands in what is said of the expert, which a bureau may see wherever it is.</summary>
    public const string SecretOfExpert = "zq7expert";

    private const string Password = "blood orange 2026";

    private readonly HttpClient http;

    private FuzzParties(Uri gateway) => http = new HttpClient { BaseAddress = gateway };

    /// <summary>Tokens of those who may not know the secret, null for none; and whether they may know that of the expert.</summary>
    public List<(string? Token, bool IsBureau)> Strangers { get; } = [];

    /// <summary>Tokens of those whose secret it is. They only read.</summary>
    public List<string> Owners { get; } = [];

    /// <summary>Ids and credit codes of what exists, the owners' among them.</summary>
    public List<string> Known { get; } = [];

    /// <summary>The owners' need, as no stranger may change it.</summary>
    public Guid Need { get; private set; }

    /// <summary>The owners' expert.</summary>
    public Guid Expert { get; private set; }

    public static async Task<FuzzParties> Gather(RunningSystem system)
    {
        var parties = new FuzzParties(system.Gateway);
        await Settle(system);
        var (enterprise, owner) = await parties.Register(system, "enterprise");
        var (institute, other) = await parties.Register(system, "institute");
        parties.Owners.AddRange([owner, other]);
        var need = new
        {
            enterpriseCreditCode = enterprise,
            title = $"{Secret} 保密需求",
            field = "403",
            description = $"{Secret} 现有轧光机车速提高后布面出现极光",
            cooperationModes = new[] { "joint_development" },
            visibility = "confidential",
            regionCode = "330604",
            contact = new { name = $"{Secret} 联系人", email = $"{Secret}@marker.example" },
        };
        var expert = new
        {
            name = $"{SecretOfExpert} 专家（虚构）",
            instituteCreditCode = institute,
            disciplines = new[] { "540" },
            fields = new[] { "403" },
            researchDirections = new[] { "轧光" },
            text = $"{SecretOfExpert} 纺织品后整理轧光",
            serviceModes = new[] { "consulting" },
            regionsServed = new[] { "330600" },
            capacity = 3,
            consent = false,
            contact = new { name = $"{Secret} 本人", phone = "13600001111" },
        };
        parties.Need = await parties.Created(owner, "/api/v1/demands", need);
        parties.Expert = await parties.Created(other, "/api/v1/experts", expert);
        var hook = await parties.Post(owner, "/api/v1/webhooks", new { url = $"http://127.0.0.1:9/{Secret}", events = new[] { "matchmaking.list.ready" } });
        await parties.Post(owner, "/api/v1/clients", new { name = $"{Secret} ERP", scopes = new[] { "demands:read" } });
        parties.Known.AddRange([enterprise, institute, $"{parties.Need}", $"{parties.Expert}", (string)hook["webhook"]!["id"]!, ServiceUnderTest<object>.Bureau]);
        await parties.GatherStrangers(system);
        return parties;
    }

    /// <summary>Sends a request as <paramref name="token"/> says.</summary>
    public Task<HttpResponseMessage> Send(HttpRequestMessage request, string? token)
    {
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        return http.SendAsync(request);
    }

    public void Dispose() => http.Dispose();

    // A test before may have killed the database server: every connection that the services keep is tried until none is dead.
    private static async Task Settle(RunningSystem system) => await Eventually.Get(
        async () =>
        {
            string[] lists = ["/api/v1/organisations", "/api/v1/experts", "/api/v1/demands", "/api/v1/matches", "/api/v1/models", "/api/v1/webhooks"];
            var answers = await Task.WhenAll(lists.SelectMany(list => Enumerable.Repeat(list, 60)).Select(system.Api.Text));
            return answers.Count(answer => answer.Contains("database_unavailable", StringComparison.Ordinal));
        },
        dead => dead == 0,
        "the database stayed away");

    private async Task GatherStrangers(RunningSystem system)
    {
        var (enterprise, competitor) = await Register(system, "enterprise");
        var (institute, neighbour) = await Register(system, "institute");
        var own = await Created(competitor, "/api/v1/demands", Api.Demand(enterprise, "无纺布强力", "水刺非织造布纵横强力比偏大"));
        var login = $"far-{Guid.NewGuid():N}";
        using (var account = await system.Api.Post("/api/v1/accounts", new { login, name = "外地审核员（虚构）", password = Password, role = "reviewer", regions = new[] { "440000" } }))
        {
            Assert.True(account.IsSuccessStatusCode, await account.Content.ReadAsStringAsync());
        }

        var reviewer = await Token(login);
        Known.AddRange([enterprise, institute, $"{own}"]);
        // Half of the requests come from whom most of it concerns.
        Strangers.AddRange([(competitor, false), (competitor, false), (competitor, false), (neighbour, false), (neighbour, false), (neighbour, false), (reviewer, true), (reviewer, true), (null, false)]);
        var parts = competitor.Split('.');
        Strangers.AddRange([($"{parts[0]}.{parts[1]}.", false), ($"eyJhbGciOiJub25lIn0.{parts[1]}.", false), (competitor[..^4], false), ("x", false)]);
    }

    private async Task<(string CreditCode, string Token)> Register(RunningSystem system, string kind)
    {
        var (code, login) = (CreditCodes.Next(), $"fuzz-{Guid.NewGuid():N}");
        var account = new { login, name = "测试员（虚构）", password = Password };
        object form = kind == "enterprise"
            ? new { kind, name = $"模糊测试企业{code[10..16]}（虚构）", creditCode = code, regionCode = "330604", industry = "C17", account }
            : new { kind, name = $"模糊测试院所{code[10..16]}（虚构）", creditCode = code, regionCode = "330604", instituteKind = "university", account };
        using var registered = await http.PostAsJsonAsync("/api/v1/organisations", form);
        Assert.True(registered.IsSuccessStatusCode, await registered.Content.ReadAsStringAsync());
        using var approved = await system.Api.Post($"/api/v1/organisations/{code}:approve", new { });
        Assert.True(approved.IsSuccessStatusCode, await approved.Content.ReadAsStringAsync());
        var database = system.Databases[kind == "enterprise" ? "TechnologyDemands" : "TalentProfiles"];
        await Eventually.Get(() => database.Scalar<int>($"select count(*)::int from {kind} where credit_code = @code", new { code }), n => n == 1, $"{kind} {code} was never entered");
        return (code, await Token(login));
    }

    private async Task<string> Token(string login)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "password", ["username"] = login, ["password"] = Password });
        using var answer = await http.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (string)(await answer.Json())["access_token"]!;
    }

    private async Task<Guid> Created(string token, string path, object body) => Guid.Parse((string)(await Post(token, path, body))["id"]!);

    private async Task<JsonNode> Post(string token, string path, object body)
    {
        using var answer = await Send();
        // Another test has stopped the database, and the first to find a connection of before dead is told to try again.
        using var again = answer.StatusCode == HttpStatusCode.ServiceUnavailable ? await Send() : null;
        Assert.True((again ?? answer).IsSuccessStatusCode, $"{path}: {await (again ?? answer).Content.ReadAsStringAsync()}");
        return await (again ?? answer).Json();

        async Task<HttpResponseMessage> Send()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body), Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
            return await http.SendAsync(request);
        }
    }
}
