using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Matchmaking.Harness;

/// <summary>A request that must be refused. Address and body may hold fill-ins such as {expert}, which the test knows.</summary>
/// <param name="Why">What is wrong with it.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Address.</param>
/// <param name="Body">Body as sent; null for none.</param>
/// <param name="Status">The status it gets.</param>
/// <param name="Code">The code it gets; null where the server refuses it, without a word, before the service sees it.</param>
/// <param name="Fault">One of the faults it gets as field:code; null where the problem names no field.</param>
/// <param name="ContentType">Content type as sent; null for none.</param>
public sealed record BadRequest(
    string Why, string Method, string Path, string? Body, int Status, string? Code, string? Fault = null, string? ContentType = "application/json")
{
    // Whatever a body holds, its answer names a handful of faults.
    private const int LongestAnswer = 4_000;

    // Each of these is owed by every endpoint that takes a body.
    private static readonly Wrong[] OwedByBodies =
        [Wrong.Json, Wrong.MissingField, Wrong.TooLong, Wrong.UnknownCode, Wrong.UnknownField, Wrong.Type, Wrong.Nul, Wrong.ContentType, Wrong.Oversized];

    /// <summary>What kind of fault it is, where a test asks for every kind.</summary>
    public Wrong? Kind { get; init; }

    /// <summary>Who sends it, where that is not the operator.</summary>
    public string? Role { get; init; }

    /// <summary>True where <see cref="Fault"/> names all the faults, joined by commas, and not only one of them.</summary>
    public bool Exactly { get; init; }

    /// <summary>Reads the faults of an answer that is no problem but a verdict on each row.</summary>
    public Func<HttpResponseMessage, Task<string[]>>? Verdicts { get; init; }

    /// <summary>The rows of a theory: the number of each case and its name.</summary>
    public static TheoryData<int, string> Numbered(IReadOnlyList<BadRequest> cases)
    {
        var data = new TheoryData<int, string>();
        for (var i = 0; i < cases.Count; i++)
        {
            data.Add(i, cases[i].ToString());
        }

        return data;
    }

    /// <summary>
    /// The faults that every body can have, for an address that takes <paramref name="sound"/>; <paramref name="text"/> is a field for
    /// text and <paramref name="typed"/> one that is no list, the first text where nothing is said.
    /// </summary>
    public static IEnumerable<BadRequest> OfAnyBody(string method, string path, JsonObject sound, string? text = null, string? typed = null)
    {
        var json = sound.ToJsonString();
        text ??= sound.First(field => field.Value is JsonValue value && value.TryGetValue<string>(out _)).Key;
        typed ??= text;
        BadRequest Bad(Wrong kind, string why, string body, string? fault, int status = 400, string code = "invalid_json", string? type = "application/json") =>
            new(why, method, path, body, status, code, fault, type) { Kind = kind };

        yield return Bad(Wrong.Json, "cut off", "{", ":malformed");
        yield return Bad(Wrong.Json, "cut off in a field", "{\"a\":", null);
        yield return Bad(Wrong.Json, "not JSON", "name=x", ":malformed");
        yield return Bad(Wrong.Json, "too deep", new string('[', 40), null);
        yield return Bad(Wrong.Json, "half of a surrogate pair", $$"""{"{{text}}": "\ud800"}""", $"{text}:invalid_character");
        yield return Bad(Wrong.Json, "no body", "", null, code: "body_required");
        yield return Bad(Wrong.MissingField, "null", "null", null, code: "body_required");
        yield return Bad(Wrong.Type, "an array", "[]", ":wrong_type");
        yield return Bad(Wrong.Type, "a wrong type", Changed(sound, typed, new JsonArray()), $"{typed}:wrong_type");
        yield return Bad(Wrong.Type, "a number for text", Changed(sound, text, 7), $"{text}:wrong_type");
        yield return Bad(Wrong.UnknownField, "an unknown field", Changed(sound, "surprise", 1), "surprise:unknown_field");
        yield return Bad(Wrong.Nul, "a NUL", Changed(sound, text, "a\0b"), $"{text}:invalid_character");
        yield return Bad(Wrong.ContentType, "text, not JSON", json, null, 415, "unsupported_media_type", "text/plain");
        yield return Bad(Wrong.ContentType, "a form", "a=b", null, 415, "unsupported_media_type", "application/x-www-form-urlencoded");
        yield return Bad(Wrong.ContentType, "no content type", json, null, 415, "unsupported_media_type", null);
        yield return Bad(Wrong.Oversized, "over 1 MiB", json + new string(' ', 1024 * 1024), null, 413, "body_too_large");
        yield return Bad(Wrong.Oversized, "2 MiB", Changed(sound, text, new string('长', 700_000)), null, 413, "body_too_large");
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

    /// <summary>Sends it, with what <paramref name="fill"/> puts in, and checks the answer, and that <paramref name="stored"/> stays as it is.</summary>
    public async Task IsRefused(HttpClient http, Func<string, string>? fill = null, Func<Task<string>>? stored = null)
    {
        fill ??= text => text;
        var before = stored is null ? null : await stored();
        var request = new HttpRequestMessage(new HttpMethod(Method), fill(Path));
        if (Body is not null)
        {
            request.Content = new StringContent(fill(Body), Encoding.UTF8);
            request.Content.Headers.ContentType = ContentType is null ? null : MediaTypeHeaderValue.Parse(ContentType);
            // An import that answers with verdicts keeps its key, for what was sound is stored.
            request.Headers.Add("Idempotency-Key", Verdicts is null ? [Guid.NewGuid().ToString()] : []);
        }

        if (Verdicts is not null)
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        }

        // A body that is too large is refused before it is sent; otherwise the server closes while the client still writes.
        request.Headers.ExpectContinue = Status == 413 || Kind == Wrong.Oversized;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        using var answer = await http.SendAsync(request, patience.Token);
        await Check(answer);
        Assert.Equal(before, stored is null ? null : await stored());
    }

    private async Task Check(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == (HttpStatusCode)Status, $"{this}\nanswered {(int)answer.StatusCode} {text}");
        Assert.InRange(text.Length, 0, LongestAnswer);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        if (Verdicts is not null)
        {
            Assert.Contains(Fault, await Verdicts(answer));
            return;
        }

        if (Code is null)
        {
            Assert.Empty(text);
            return;
        }

        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!;
        Assert.True((string?)problem["code"] == Code && (int?)problem["status"] == Status, $"{this}\nanswered {text}");
        var faults = await answer.Faults();
        Assert.True(Exactly ? string.Join(',', faults) == (Fault ?? "") : Fault is null || faults.Contains(Fault), $"{this}\nanswered {text}");
    }

    /// <inheritdoc />
    public override string ToString() => $"{Method} {Path}: {Why}";

    /// <summary>The endpoints of a service that no case of <paramref name="cases"/> tries: method and route. Health and the description have no input.</summary>
    public static IEnumerable<string> Untried(IServiceProvider services, IReadOnlyCollection<BadRequest> cases) =>
        Endpoints(services).Where(e => !cases.Any(e.IsTriedBy)).Select(e => e.Name);

    /// <summary>The kinds of fault and the query parameters that an endpoint takes and no case spoils.</summary>
    public static IEnumerable<string> Owed(IServiceProvider services, IReadOnlyCollection<BadRequest> cases)
    {
        foreach (var endpoint in Endpoints(services))
        {
            var tried = cases.Where(endpoint.IsTriedBy).ToList();
            var kinds = endpoint.Route.Metadata.GetMetadata<IAcceptsMetadata>() is null ? [] : OwedByBodies.Except(tried.Select(c => c.Kind ?? Wrong.Address));
            var parameters = endpoint.Route.Metadata.GetRequiredMetadata<MethodInfo>().GetParameters()
                .Where(p => p.ParameterType == typeof(string) || p.ParameterType == typeof(int?))
                .Select(p => p.Name!)
                .Where(p => endpoint.Route.RoutePattern.GetParameter(p) is null && !tried.Any(c => c.Path.Contains($"?{p}=", StringComparison.Ordinal)));
            foreach (var owed in kinds.Select(kind => $"{kind}").Concat(parameters))
            {
                yield return $"{endpoint.Name}: {owed}";
            }
        }
    }

    private static IEnumerable<Endpoint> Endpoints(IServiceProvider services) =>
        from route in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where route.RoutePattern.RawText!.TrimStart('/').StartsWith("v1/", StringComparison.Ordinal)
        // One code in all services: Audit.Tests tries it once.
        where !route.RoutePattern.RawText!.TrimStart('/').StartsWith("v1/audit/", StringComparison.Ordinal)
        from method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        select new Endpoint(method, route);

    private sealed record Endpoint(string Method, RouteEndpoint Route)
    {
        public string Name => $"{Method} /{Route.RoutePattern.RawText!.TrimStart('/')}";

        public bool IsTriedBy(BadRequest bad) => bad.Method == Method
            && Regex.IsMatch(bad.Path.Split('?')[0], $"^/{Regex.Replace(Route.RoutePattern.RawText!.TrimStart('/'), @"\{[^}]+\}", "[^/]+")}$");
    }
}
