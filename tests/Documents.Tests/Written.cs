using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.Documents.Tests;

/// <summary>Documents that are written from the code and kept beside it, so that a change of the API shows in review. MATCHMAKING_WRITE_DOCUMENTS=1 writes them anew.</summary>
internal static class Written
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>True where documents are to be written, not held against what stands.</summary>
    public static bool IsWriting => Environment.GetEnvironmentVariable("MATCHMAKING_WRITE_DOCUMENTS") == "1";

    /// <summary>The path of a file of the repository.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Repository.Root(), .. parts]);

    /// <summary>Writes a document as it is kept.</summary>
    public static void Write(string path, JsonNode document) => File.WriteAllText(path, document.ToJsonString(Indented) + "\n");

    /// <summary>The document at <paramref name="path"/> says what <paramref name="made"/> says; or it is written.</summary>
    public static void Agrees(string path, JsonNode made)
    {
        if (IsWriting)
        {
            Write(path, made);
        }

        var kept = File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path))! : new JsonObject();
        var differences = Differences(kept, made, "").Take(20).ToArray();
        Assert.True(differences.Length == 0, $"{path} is not what the code makes; MATCHMAKING_WRITE_DOCUMENTS=1 writes it anew.\n{string.Join('\n', differences)}");
    }

    private static IEnumerable<string> Differences(JsonNode? kept, JsonNode? made, string at) => (kept, made) switch
    {
        (JsonObject a, JsonObject b) => a.Select(p => p.Key).Union(b.Select(p => p.Key))
            .SelectMany(key => a.ContainsKey(key) && b.ContainsKey(key) ? Differences(a[key], b[key], $"{at}/{key}") : [$"{at}/{key}: {(a.ContainsKey(key) ? "gone" : "new")}"]),
        (JsonArray a, JsonArray b) when a.Count == b.Count => a.Zip(b).SelectMany((pair, i) => Differences(pair.First, pair.Second, $"{at}/{i}")),
        _ => JsonNode.DeepEquals(kept, made) ? [] : [$"{at}: {Short(kept)} -> {Short(made)}"],
    };

    private static string Short(JsonNode? node) => node?.ToJsonString() is { } text ? text[..Math.Min(120, text.Length)] : "null";
}
