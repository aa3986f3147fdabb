using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Matchmaking.Harness;

namespace Matchmaking.Documents.Tests;

/// <summary>Sends every example of a service to it, each with fresh things of its own.</summary>
/// <param name="service">The service.</param>
/// <param name="folder">Its folder.</param>
/// <param name="world">Makes what an example is about, by the names that the files use.</param>
/// <param name="token">The token of a role and an organisation; that of <see cref="TestIssuer"/> where it is not given.</param>
internal sealed partial class ExampleRun<TProgram>(
    ServiceUnderTest<TProgram> service, string folder, Func<Task<Dictionary<string, string>>> world, Func<string, string, Task<string>>? token = null)
    where TProgram : class
{
    private JsonNode? document;

    /// <summary>Every example is answered as its file says, and every operation with a body has one.</summary>
    public async Task Run()
    {
        var files = Directory.GetFiles(Written.PathOf("services", folder, "Examples"), "*.json").Order(StringComparer.Ordinal).Select(path => new ExampleFile(path)).ToArray();
        document = await (await service.Http.GetAsync(new Uri("/openapi.json", UriKind.Relative))).Json();
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(one => (Path: path.Key, Method: one.Key, What: one.Value!))).ToDictionary(one => (string)one.What["operationId"]!);
        foreach (var file in files)
        {
            Assert.True(operations.ContainsKey(file.Operation), $"{folder} has no operation {file.Operation}.");
            var (path, method, _) = operations[file.Operation];
            await Send(file, method.ToUpperInvariant(), path);
        }

        var without = operations.Where(one => one.Value.What["requestBody"] is not null).Select(one => one.Key).Except(files.Where(file => file.Request is not null).Select(file => file.Operation));
        Assert.True(!without.Any(), $"Without an example in services/{folder}/Examples: {string.Join(", ", without)}");
    }

    private async Task Send(ExampleFile file, string method, string path)
    {
        var things = await world();
        var address = Parameter().Replace(path, match => Uri.EscapeDataString(things.TryGetValue(file.Part(match.Groups[1].Value), out var thing) ? thing : file.Part(match.Groups[1].Value)));
        using var client = await Client(file.As);
        using var request = new HttpRequestMessage(new HttpMethod(method), address + file.Query);
        request.Content = file.Request is { } body ? Content(Filled(body, things), file.ContentType) : null;
        using var answer = await client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var isJson = answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true && answer.Content.Headers.ContentType.MediaType != "application/x-ndjson";
        file.Agrees((int)answer.StatusCode, text.Length == 0 ? null : isJson ? JsonNode.Parse(text) : JsonValue.Create(text));
    }

    // What only exists while a test runs, such as a refresh token, is written {name} in a body.
    private static JsonNode Filled(JsonNode body, Dictionary<string, string> things) =>
        JsonNode.Parse(things.Aggregate(body.ToJsonString(), (text, thing) => text.Replace($"\"{{{thing.Key}}}\"", JsonSerializer.Serialize(thing.Value), StringComparison.Ordinal)))!;

    private async Task<HttpClient> Client(string? who)
    {
        if (who == "nobody")
        {
            return service.With(null);
        }

        var (role, organisation) = who?.Split(' ') is [var first, var second] ? (first, second) : ("operator", ServiceUnderTest<TProgram>.Bureau);
        return token is null ? service.As(role, organisation) : service.With(await token(role, organisation));
    }

    private static HttpContent Content(JsonNode body, string type)
    {
        if (type == "application/x-www-form-urlencoded")
        {
            return new FormUrlEncodedContent(body.AsObject().Select(field => KeyValuePair.Create(field.Key, (string)field.Value!)));
        }

        var content = new StringContent(body.GetValueKind() == JsonValueKind.String ? (string)body! : body.ToJsonString(), Encoding.UTF8);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return content;
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();
}
