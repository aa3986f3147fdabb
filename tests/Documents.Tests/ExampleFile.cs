using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Matchmaking.Documents.Tests;

/// <summary>
/// A file of a service's folder Examples. Beside what the document shows of it (summary, contentType, request, status, answer) it says how a test sends it:
/// <c>as</c> (role and organisation; nobody; an operator where absent), <c>path</c> (what stands for the parts of the address, by names of the test's things),
/// <c>query</c>, and <c>vary</c> (fields of the answer whose values differ each time).
/// </summary>
internal sealed partial class ExampleFile(string path)
{
    private readonly JsonObject json = JsonNode.Parse(File.ReadAllText(path))!.AsObject();

    public string Name => Path.GetFileNameWithoutExtension(path);

    public string Operation => Name.Split('.')[0];

    public string? As => (string?)json["as"];

    public string Query => (string?)json["query"] ?? "";

    public string ContentType => (string?)json["contentType"] ?? "application/json";

    public JsonNode? Request => json["request"];

    /// <summary>The name of the thing that stands for a part of the address.</summary>
    public string Part(string parameter) => (string?)json["path"]?[parameter] ?? throw new InvalidOperationException($"{Name}: path says nothing for {parameter}.");

    /// <summary>The service answered as the file says; or what it answered is written there.</summary>
    public void Agrees(int status, JsonNode? answer)
    {
        Assert.True(status < 400 || Name != Operation, $"{Name} is refused ({status}); an example of a refusal has a name of its own. {answer?.ToJsonString()}");
        var faults = Faults(status, answer).ToArray();
        if (faults.Length > 0 && Written.IsWriting)
        {
            (json["status"], json["answer"]) = (status, WithoutSecrets(answer?.DeepClone()));
            Written.Write(path, json);
            return;
        }

        Assert.True(faults.Length == 0, $"{Name} is not answered so any more; MATCHMAKING_WRITE_DOCUMENTS=1 writes it anew.\n{string.Join('\n', faults)}");
    }

    // Nothing in the repository is, or looks like, a token or a secret that might open something.
    private static JsonNode? WithoutSecrets(JsonNode? answer)
    {
        foreach (var (name, value) in answer is JsonObject fields ? fields.ToArray() : [])
        {
            if (name is "access_token" or "refresh_token" or "secret" or "clientSecret" && (string?)value is { Length: > 12 } text)
            {
                answer![name] = text[..12] + "...";
            }
        }

        return answer;
    }

    private IEnumerable<string> Faults(int status, JsonNode? answer)
    {
        if ((int?)json["status"] != status)
        {
            yield return $"status: {json["status"]} -> {status} {answer?.ToJsonString()}";
        }

        HashSet<string> vary = [.. (json["vary"]?.AsArray() ?? []).Select(field => (string)field!)];
        foreach (var fault in Compare(json["answer"], answer, "", vary))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> Compare(JsonNode? kept, JsonNode? made, string at, HashSet<string> vary) => (kept, made) switch
    {
        (JsonObject a, JsonObject b) when a.Select(p => p.Key).SequenceEqual(b.Select(p => p.Key)) =>
            a.SelectMany(p => vary.Contains(p.Key) && p.Value?.GetValueKind() == b[p.Key]?.GetValueKind() ? [] : Compare(p.Value, b[p.Key], $"{at}.{p.Key}", vary)),
        (JsonArray a, JsonArray b) when a.Count == b.Count => a.Zip(b).SelectMany((pair, i) => Compare(pair.First, pair.Second, $"{at}[{i}]", vary)),
        (JsonValue a, JsonValue b) when a.GetValueKind() == System.Text.Json.JsonValueKind.String && b.GetValueKind() == System.Text.Json.JsonValueKind.String =>
            Constant((string)a!) == Constant((string)b!) ? [] : [$"{at}: {a} -> {b}"],
        _ => JsonNode.DeepEquals(kept, made) ? [] : [$"{at}: {kept?.ToJsonString()} -> {made?.ToJsonString()}"],
    };

    // Ids, times and digests are others each time; that they stand there is compared, not what they are.
    private static string Constant(string text) => Digest().Replace(Time().Replace(Id().Replace(text, "ID"), "TIME"), "DIGEST");

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")]
    private static partial Regex Time();

    [GeneratedRegex(@"\b[0-9a-f]{12,64}\b")]
    private static partial Regex Digest();
}
