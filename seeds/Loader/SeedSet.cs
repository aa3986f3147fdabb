using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Matchmaking.Loader;

/// <summary>One line of a seed file.</summary>
internal sealed record SeedRow(string File, int Line, JsonObject Fields)
{
    public string Ref => Text("ref");

    public string Text(string field) =>
        Fields[field] is JsonValue value && value.TryGetValue<string>(out var text)
            ? text
            : throw Wrong($"has no \"{field}\"");

    public LoadingException Wrong(string what) => new($"{File} line {Line} {what}");
}

/// <summary>The four seed files, tied together by their refs.</summary>
internal sealed record SeedSet(
    IReadOnlyList<SeedRow> Institutes,
    IReadOnlyList<SeedRow> Experts,
    IReadOnlyList<SeedRow> Enterprises,
    IReadOnlyList<SeedRow> Demands,
    string Digest)
{
    public static SeedSet Read(string folder)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        return new SeedSet(
            ReadFile(folder, "institutes.jsonl", digest),
            ReadFile(folder, "experts.jsonl", digest),
            ReadFile(folder, "enterprises.jsonl", digest),
            ReadFile(folder, "demands.jsonl", digest),
            Convert.ToHexStringLower(digest.GetHashAndReset()));
    }

    private static List<SeedRow> ReadFile(string folder, string file, IncrementalHash digest)
    {
        var path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            throw new LoadingException($"{path} does not exist");
        }

        var rows = new List<SeedRow>();
        var refs = new HashSet<string>();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            digest.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var row = new SeedRow(file, number, ParseRow(file, number, line));
            if (!refs.Add(row.Ref))
            {
                throw row.Wrong($"repeats the ref {row.Ref}");
            }

            rows.Add(row);
        }

        return rows;
    }

    private static JsonObject ParseRow(string file, int number, string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject ?? throw new JsonException("not an object");
        }
        catch (JsonException error)
        {
            throw new LoadingException($"{file} line {number} is not a JSON object: {error.Message}");
        }
    }
}
