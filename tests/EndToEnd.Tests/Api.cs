using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.EndToEnd.Tests;

/// <summary>The public API at the gateway, as an operator of the bureau uses it.</summary>
public sealed class Api(Uri gateway, string login, string password) : IDisposable
{
    private readonly HttpClient http = new(new SignedIn(gateway, login, password))
    {
        BaseAddress = gateway,
        Timeout = TimeSpan.FromSeconds(30),
        // Changes whatever stands there: these tests are alone.
        DefaultRequestHeaders = { IfMatch = { System.Net.Http.Headers.EntityTagHeaderValue.Any } },
    };

    public void Dispose() => http.Dispose();

    public async Task<bool> IsReady()
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async Task<string> RegisterInstitute(string name)
    {
        var creditCode = CreditCodes.Next();
        await Created("/api/v1/institutes", new { name, creditCode, regionCode = "330600", kind = "university" });
        return creditCode;
    }

    public async Task<Guid> RegisterExpert(string institute, string name, string text, int capacity = 3) =>
        Guid.Parse((string)(await Created("/api/v1/experts", new
        {
            name,
            instituteCreditCode = institute,
            title = "教授",
            degree = "doctor",
            disciplines = new[] { "540" },
            fields = new[] { "403" },
            researchDirections = new[] { text[..Math.Min(8, text.Length)] },
            text,
            serviceModes = new[] { "joint_development", "consulting" },
            regionsServed = new[] { "330600" },
            capacity,
            consent = true,
            achievements = new[] { new { kind = "project", title = $"{name}主持的项目", date = "2025-03-01", role = "负责人", text, amountYuan = 500_000 } },
        }))["id"]!);

    public async Task<string> RegisterEnterprise()
    {
        var creditCode = CreditCodes.Next();
        await Created("/api/v1/enterprises", new { name = $"上虞试验企业{creditCode[10..16]}有限公司", creditCode, regionCode = "330604", industry = "C17" });
        return creditCode;
    }

    public async Task<Guid> PublishDemand(string enterprise, string title, string description, string? key = null) =>
        Guid.Parse((string)(await Created("/api/v1/demands", Demand(enterprise, title, description), key))["id"]!);

    public static object Demand(string enterprise, string title, string description) => new
    {
        enterpriseCreditCode = enterprise,
        title,
        field = "403",
        description,
        cooperationModes = new[] { "joint_development" },
        visibility = "public",
        regionCode = "330604",
        contact = new { name = "技术部" },
        publish = true,
    };

    public Task<JsonNode> Matches(Guid demandId) => Get($"/api/v1/demands/{demandId}/matches");

    /// <summary>Waits for the list of a demand.</summary>
    public Task<JsonNode> List(Guid demandId, TimeSpan? within = null) =>
        Eventually.Get(() => Matches(demandId), list => (string?)list["status"] == "ranked", $"demand {demandId} never got its list", within);

    public async Task<JsonNode> Get(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return await answer.Json();
    }

    /// <summary>The body of an answer, whatever it is.</summary>
    public async Task<string> Text(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return await answer.Content.ReadAsStringAsync();
    }

    public Task<HttpResponseMessage> Post(string path, object body, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return http.SendAsync(request);
    }

    /// <summary>Sends a request as it is.</summary>
    public Task<HttpResponseMessage> Send(HttpRequestMessage request) => http.SendAsync(request);

    public Task<HttpResponseMessage> Put(string path, object body) => http.PutAsync(new Uri(path, UriKind.Relative), JsonContent.Create(body));

    /// <summary>Posts under one key until the answer is 201, as a careful client does while services are restarted.</summary>
    public async Task<JsonNode> PostUntilCreated(string path, object body, string key, TimeSpan within)
    {
        var answer = await Eventually.Get(
            async () =>
            {
                try
                {
                    using var response = await Post(path, body, key);
                    return (response.StatusCode, Text: await response.Content.ReadAsStringAsync());
                }
                catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
                {
                    return (StatusCode: HttpStatusCode.ServiceUnavailable, Text: error.Message);
                }
            },
            response => response.StatusCode == HttpStatusCode.Created || (int)response.StatusCode is >= 400 and < 500,
            $"POST {path} was never accepted",
            within);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return JsonNode.Parse(answer.Text)!;
    }

    private async Task<JsonNode> Created(string path, object body, string? key = null)
    {
        using var answer = await Post(path, body, key);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, $"POST {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Json();
    }
}
