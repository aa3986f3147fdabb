using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Matchmaking.Harness;

/// <summary>A request that must be refused.</summary>
/// <param name="Why">What is wrong with it.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Address.</param>
/// <param name="Body">Body as sent; null for none.</param>
/// <param name="Status">The status it gets.</param>
/// <param name="Code">The code it gets; null where the server refuses it, without a word, before the service sees it.</param>
/// <param name="Fault">One of the faults it gets as field:code; null where the problem names no field.</param>
/// <param name="ContentType">Content type as sent.</param>
public sealed record BadRequest(
    string Why, string Method, string Path, string? Body, int Status, string? Code, string? Fault = null, string ContentType = "application/json")
{
    // Whatever a body holds, its answer names a handful of faults.
    private const int LongestAnswer = 4_000;

    /// <summary>The faults that every body can have, for an address that takes <paramref name="sound"/>.</summary>
    public static IEnumerable<BadRequest> OfAnyBody(string method, string path, JsonObject sound)
    {
        var text = sound.ToJsonString();
        var first = sound.First(field => field.Value is JsonValue value && value.TryGetValue<string>(out _)).Key;
        yield return new("no JSON", method, path, "{\"a\":", 400, "invalid_json");
        yield return new("an array", method, path, "[]", 400, "invalid_json");
        yield return new("null", method, path, "null", 400, "body_required");
        yield return new("no body", method, path, "", 400, "body_required");
        yield return new("an unknown field", method, path, text[..^1] + ",\"surprise\":1}", 400, "invalid_json", "surprise:unknown_field");
        yield return new("a wrong type", method, path, Changed(sound, first, 7), 400, "invalid_json", $"{first}:wrong_type");
        yield return new("a NUL", method, path, Changed(sound, first, "a\0b"), 400, "invalid_json", $"{first}:invalid_character");
        yield return new("text, not JSON", method, path, text, 415, "unsupported_media_type", ContentType: "text/plain");
        yield return new("a form", method, path, "a=b", 415, "unsupported_media_type", ContentType: "application/x-www-form-urlencoded");
        yield return new("2 MiB", method, path, Changed(sound, first, new string('长', 700_000)), 413, "body_too_large");
    }

    /// <summary>Nearly 1 MiB of nothing but wrong entries: found too long, and not gone through.</summary>
    public static BadRequest Flood(string method, string path, JsonObject sound, string field, string entry)
    {
        var flood = string.Join(',', Enumerable.Repeat(entry, 1_000_000 / (entry.Length + 1)));
        return new($"{field} full of {entry}", method, path, Changed(sound, field, "*").Replace("\"*\"", $"[{flood}]", StringComparison.Ordinal), 400, "validation_failed", $"{field}:too_many");
    }

    /// <summary><paramref name="sound"/> with one field changed, or without it when <paramref name="value"/> is null.</summary>
    public static string Changed(JsonObject sound, string field, JsonNode? value)
    {
        var body = sound.DeepClone().AsObject();
        if (value is null)
        {
            body.Remove(field);
        }
        else
        {
            body[field] = value;
        }

        return body.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>Sends it and checks the answer.</summary>
    public async Task IsRefused(HttpClient http)
    {
        var request = new HttpRequestMessage(new HttpMethod(Method), Path);
        if (Body is not null)
        {
            request.Content = new StringContent(Body, Encoding.UTF8);
            request.Content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(ContentType);
        }

        // A body that is too large is refused before it is sent; otherwise the server closes while the client still writes.
        request.Headers.ExpectContinue = Status == 413;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var answer = await http.SendAsync(request, patience.Token);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == (HttpStatusCode)Status, $"{this}\nanswered {(int)answer.StatusCode} {text}");
        if (Code is null)
        {
            Assert.Empty(text);
            return;
        }

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!;
        Assert.True((string?)problem["code"] == Code, $"{this}\nanswered {text}");
        if (Fault is not null)
        {
            Assert.True((problem["errors"]?.AsArray() ?? []).Any(e => $"{e!["field"]}:{e["code"]}" == Fault), $"{this}\nanswered {text}");
        }

        Assert.InRange(text.Length, 0, LongestAnswer);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    /// <inheritdoc />
    public override string ToString() => $"{Method} {Path}: {Why}";

    /// <summary>The endpoints of a service that no case of <paramref name="cases"/> tries: method and route. Health and the description have no input.</summary>
    public static IEnumerable<string> Untried(IServiceProvider services, IEnumerable<BadRequest> cases)
    {
        var tried = cases.Select(c => (c.Method, Path: c.Path.Split('?')[0])).ToList();
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
            if (!route.StartsWith("/v1/", StringComparison.Ordinal))
            {
                continue;
            }

            var pattern = System.Text.RegularExpressions.Regex.Replace(route, @"\{[^}]+\}", "[^/]+");
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                if (!tried.Any(c => c.Method == method && System.Text.RegularExpressions.Regex.IsMatch(c.Path, $"^{pattern}$")))
                {
                    yield return $"{method} {route}";
                }
            }
        }
    }
}
