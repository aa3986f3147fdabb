using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Matchmaking.Bench;

/// <summary>
/// From the POST of a need at the gateway to its list in the review queue, all services running: each need is posted, then the queue is asked
/// every 5 ms until the list stands. Needs are those that stand in the system, posted again under a new title and closed at the end.
/// </summary>
internal static class PostToList
{
    private const double LimitMilliseconds = 1_000;

    public static async Task<IReadOnlyList<Figures>> Run(Uri gateway, string credentials, int count)
    {
        using var http = new HttpClient { BaseAddress = gateway };
        await SignIn(http, credentials);
        var forms = await Forms(http);
        if (forms.Count == 0)
        {
            throw new InvalidOperationException("There is no published need to take the texts from: run deploy/up with its seeds first.");
        }

        for (var i = 0; i < 20; i++)
        {
            await Measure(http, forms[i % forms.Count], $"预热 {i}");
        }

        var posts = new List<double>();
        var lists = new List<double>();
        for (var i = 0; i < count; i++)
        {
            var (post, list) = await Measure(http, forms[i % forms.Count], $"测量 {i}");
            posts.Add(post);
            lists.Add(list);
            if ((i + 1) % 50 == 0)
            {
                Console.Error.WriteLine($"  {i + 1} of {count} needs");
            }
        }

        return [Figures.Of("POST answered", posts, LimitMilliseconds), Figures.Of("POST to list in the queue", lists, LimitMilliseconds)];
    }

    // The token lives five minutes, longer than a run.
    private static async Task SignIn(HttpClient http, string credentials)
    {
        var pair = (await File.ReadAllTextAsync(credentials)).Trim().Split(':', 2);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "password", ["username"] = pair[0], ["password"] = pair[1] });
        using var answer = await http.PostAsync(new Uri("/connect/token", UriKind.Relative), form);
        answer.EnsureSuccessStatusCode();
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["access_token"]!);
        http.DefaultRequestHeaders.IfMatch.Add(System.Net.Http.Headers.EntityTagHeaderValue.Any);
    }

    private static async Task<(double Post, double List)> Measure(HttpClient http, JsonObject form, string mark)
    {
        var body = form.DeepClone().AsObject();
        body["title"] = $"{form["title"]} {mark}"[..Math.Min(190, $"{form["title"]} {mark}".Length)];
        body["contact"] = new JsonObject { ["name"] = "测量" };
        body["publish"] = true;
        var clock = Stopwatch.StartNew();
        using var answer = await http.PostAsJsonAsync("/api/v1/demands", body);
        answer.EnsureSuccessStatusCode();
        var post = clock.Elapsed.TotalMilliseconds;
        var id = (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
        while (true)
        {
            var list = await http.GetFromJsonAsync<JsonNode>($"/api/v1/demands/{id}/matches");
            if ((string?)list!["status"] == "ranked")
            {
                break;
            }

            if (clock.Elapsed > TimeSpan.FromSeconds(30))
            {
                throw new TimeoutException($"need {id} got no list within 30 s");
            }

            await Task.Delay(5);
        }

        var elapsed = clock.Elapsed.TotalMilliseconds;
        using var closed = await http.PostAsJsonAsync($"/api/v1/demands/{id}/close", new { reason = "withdrawn" });
        closed.EnsureSuccessStatusCode();
        return (post, elapsed);
    }

    private static async Task<List<JsonObject>> Forms(HttpClient http)
    {
        var forms = new List<JsonObject>();
        var page = await http.GetFromJsonAsync<JsonNode>("/api/v1/demands?status=published&limit=100");
        foreach (var item in page!["items"]!.AsArray())
        {
            var demand = await http.GetFromJsonAsync<JsonNode>($"/api/v1/demands/{item!["id"]}");
            forms.Add(demand!["form"]!.DeepClone().AsObject());
        }

        return forms;
    }
}
