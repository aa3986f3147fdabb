using System.Text.Json.Nodes;

namespace Matchmaking.Seeds.Tests;

/// <summary>The seeds as they stand in their files.</summary>
internal static class SeedFiles
{
    public static readonly IReadOnlyList<JsonNode> Institutes = Rows("institutes.jsonl");
    public static readonly IReadOnlyList<JsonNode> Experts = Rows("experts.jsonl");
    public static readonly IReadOnlyList<JsonNode> Enterprises = Rows("enterprises.jsonl");
    public static readonly IReadOnlyList<JsonNode> Demands = Rows("demands.jsonl");

    public static readonly IReadOnlyList<(string Demand, string Talent, int Grade)> Judgements =
    [
        .. File.ReadLines(Path("judgements.tsv")).Select(line => line.Split('\t')).Select(cells => (cells[0], cells[1], int.Parse(cells[2], System.Globalization.CultureInfo.InvariantCulture))),
    ];

    /// <summary>Every text of a row that was written by hand: the author's reference and the text.</summary>
    public static IEnumerable<(string Ref, string Text)> Texts() =>
        Experts.Select(e => (Text(e, "ref"), string.Join('\n', e["achievements"]!.AsArray().SelectMany(a => new[] { Text(a!, "title"), Text(a!, "text") }).Prepend(Text(e, "text")))))
            .Concat(Demands.Select(d => (Text(d, "ref"), string.Join('\n', new[] { "title", "description", "background", "existingFoundation" }.Select(f => Text(d, f))))));

    public static string Text(JsonNode row, string field) => (string?)row[field] ?? "";

    private static string Path(string name) => System.IO.Path.Combine(AppContext.BaseDirectory, "seeds", name);

    private static List<JsonNode> Rows(string name) => [.. File.ReadLines(Path(name)).Where(line => line.Length > 0).Select(line => JsonNode.Parse(line)!)];
}
