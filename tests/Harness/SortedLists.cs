using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Matchmaking.Harness;

/// <summary>Every list of a service in every order it knows, page by page; the lists and their orders come from the OpenAPI document.</summary>
/// <param name="service">The service.</param>
/// <param name="rows">The rows of its access matrix, which know the addresses.</param>
/// <param name="world">Makes things and answers the fill-ins.</param>
/// <param name="operator">A client that sees all; what is for organisations alone is read by the institute of the fill-ins.</param>
public sealed class SortedLists<TProgram>(ServiceUnderTest<TProgram> service, IReadOnlyList<AccessRow> rows, Func<Task<Dictionary<string, string>>> world, HttpClient? @operator = null)
    where TProgram : class
{
    private const int Pages = 5;
    private HttpClient http = @operator ?? service.Http;

    /// <summary>Tries them all; answers how many orders there are.</summary>
    public async Task<int> Run()
    {
        await world();
        await world();
        var fill = await world();
        var document = JsonNode.Parse(await http.GetStringAsync(new Uri("/openapi.json", UriKind.Relative)))!;
        var count = 0;
        foreach (var operation in document["paths"]!.AsObject().Select(path => path.Value!["get"]).OfType<JsonObject>())
        {
            var parameters = (operation["parameters"]?.AsArray() ?? []).Where(parameter => (string?)parameter!["in"] == "query").ToDictionary(parameter => (string)parameter!["name"]!);
            Assert.Equal(parameters.ContainsKey("cursor"), parameters.ContainsKey("sort"));
            if (!parameters.TryGetValue("sort", out var sort))
            {
                continue;
            }

            var row = rows.Single(row => row.Operation == (string)operation["operationId"]!);
            var path = fill.Aggregate(row.Path, (filled, pair) => filled.Replace(pair.Key, pair.Value, StringComparison.Ordinal));
            using var institute = row.Operator == Reach.None ? service.As("institute", fill["{institute}"]) : null;
            http = institute ?? @operator ?? service.Http;
            path = System.Text.RegularExpressions.Regex.Replace(path, @"limit=\d+&?", "");
            path += path.Contains('?', StringComparison.Ordinal) ? "&" : "?";
            string[] orders = [.. sort!["schema"]!["enum"]!.AsArray().Select(order => (string)order!)];
            Assert.Equal(orders[0], (string?)sort["schema"]!["default"]);
            await Refused($"{path}sort=nonsense", "sort", "unknown_sort");
            foreach (var order in orders)
            {
                await Order(path, order, orders);
                count++;
            }
        }

        return count;
    }

    private async Task Order(string path, string order, string[] orders)
    {
        JsonNode whole;
        List<string> paged;
        do
        {
            whole = await Page($"{path}sort={order}&limit=100");
            paged = await Paged(path, order, orders);
        }
        // The audit trail goes on by itself: a list that was extended meanwhile is read again.
        while ((await Page($"{path}sort={order}&limit=100")).ToJsonString() != whole.ToJsonString());

        var items = whole["items"]!.AsArray();
        Assert.Equal(items.Take(paged.Count).Select(item => item!.ToJsonString()), paged);
        var values = items.Select(item => item![order.TrimStart('-')]).OfType<JsonValue>().ToArray();
        for (var i = 1; i < values.Length; i++)
        {
            var comparison = Compare(values[i - 1], values[i]);
            Assert.True(order[0] == '-' ? comparison >= 0 : comparison <= 0, $"{path}sort={order}: {values[i - 1]} before {values[i]}");
        }
    }

    private async Task<List<string>> Paged(string path, string order, string[] orders)
    {
        var paged = new List<string>();
        string? next = null;
        for (var number = 0; number < Pages && (number == 0 || next is not null); number++)
        {
            var page = await Page($"{path}sort={order}&limit=2" + (next is null ? "" : $"&cursor={next}"));
            paged.AddRange(page["items"]!.AsArray().Select(item => item!.ToJsonString()));
            next = (string?)page["next"];
            if (next is not null && orders.FirstOrDefault(other => other != order) is { } another)
            {
                await Refused($"{path}sort={another}&limit=2&cursor={next}", "cursor", "invalid_cursor");
            }
        }

        return paged;
    }

    private async Task<JsonNode> Page(string path)
    {
        var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await answer.Json();
    }

    private async Task Refused(string path, string field, string code)
    {
        var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var error = Assert.Single((await answer.Json())["errors"]!.AsArray())!;
        Assert.Equal((field, code), ((string?)error["field"], (string?)error["code"]));
    }

    // What was made at the same time is in the order of its ids, of version 7: they are of that millisecond, by the clock of the service and not of the database.
    private static int Later(TimeSpan by) => by.Duration() < TimeSpan.FromMilliseconds(50) ? 0 : Math.Sign(by.Ticks);

    private static int Compare(JsonValue left, JsonValue right)
    {
        if (left.TryGetValue<double>(out var number))
        {
            return number.CompareTo(right.GetValue<double>());
        }

        var (one, other) = (left.GetValue<string>(), right.GetValue<string>());
        return DateTime.TryParseExact(one, "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time)
            ? Later(time - DateTime.Parse(other, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal))
            : string.CompareOrdinal(one, other);
    }
}
