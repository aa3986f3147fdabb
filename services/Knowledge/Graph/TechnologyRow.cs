using System.Text.Json;
using System.Text.Json.Serialization;

namespace Matchmaking.Knowledge.Graph;

/// <summary>A technology as its author wrote it: one line of a file of knowledge. seeds/knowledge/README.md says what each field means.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TechnologyRow(
    string Id,
    string Zh,
    string En,
    string[] Also,
    string[] Broader,
    string[] Feeds,
    string[] Related,
    string[] Fields,
    string[] Emerging,
    string[] Industries,
    string[] Disciplines,
    Dictionary<string, string[]> Cues)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>File and line, for whoever has to mend it.</summary>
    [JsonIgnore]
    internal string Place { get; init; } = "";

    /// <summary>Every label, the preferred ones first.</summary>
    [JsonIgnore]
    internal IEnumerable<string> Labels => Named.Select(named => named.Label);

    /// <summary>Every label with its form. Kept, because several steps of loading need the forms and normalising 14,000 labels takes 40 ms.</summary>
    [JsonIgnore]
    internal IReadOnlyList<(string Label, string Form)> Named => field ??= [.. new[] { Zh, En }.Concat(Also).Select(label => (label, LabelForm.Of(label)))];

    /// <summary>Reads the rows of a file; blank lines count as lines.</summary>
    /// <exception cref="InvalidDataException">A line is no technology; the message names it.</exception>
    internal static List<TechnologyRow> Read(string file, TextReader reader)
    {
        var rows = new List<TechnologyRow>();
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var place = $"{file}:{number}";
            try
            {
                rows.Add(JsonSerializer.Deserialize<TechnologyRow>(line, Json)! with { Place = place });
            }
            catch (JsonException error)
            {
                throw new InvalidDataException($"{place}: {error.Message}", error);
            }
        }

        return rows;
    }
}
