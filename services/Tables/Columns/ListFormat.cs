using System.Text.Json;
using System.Text.Json.Nodes;

namespace Matchmaking.Tables.Columns;

/// <summary>
/// Several values in a cell, divided by ；;、 or line breaks, codes by commas as well. A list that cannot be written so, for an entry holds such a sign, is written as a JSON array
/// of strings, and a cell that is one is read as one: nothing is lost on the way out and in again.
/// </summary>
/// <param name="choices">The closed list of its codes; null for texts.</param>
/// <param name="writesLabels">Whether labels may be written in place of codes.</param>
public sealed class ListFormat(IReadOnlyList<Choice>? choices, bool writesLabels) : ICellFormat
{
    private static readonly char[] Dividers = ['；', ';', '、', '\n', '\r'];
    private static readonly char[] CodeDividers = [.. Dividers, ',', '，'];

    private readonly ChoiceTable table = new(choices ?? []);

    /// <inheritdoc />
    public string Wanted => "Entries divided by ； or line breaks.";

    /// <inheritdoc />
    public IReadOnlyList<Choice> Choices => choices ?? [];

    /// <inheritdoc />
    public bool IsList => true;

    /// <inheritdoc />
    public bool TryRead(string cell, out JsonNode? value)
    {
        var entries = CellJson.Read<string[]>(cell)
            // 医疗仪器、设备与医学专用软件 is one entry.
            ?? (table.Holds(cell) ? [cell] : cell.Split(choices is null ? Dividers : CodeDividers, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        value = new JsonArray([.. entries.Select(entry => JsonValue.Create(choices is null ? entry : table.Code(entry)))]);
        return true;
    }

    /// <inheritdoc />
    public TableCell Write(JsonNode value, bool labels)
    {
        string[] entries = [.. value.AsArray().Select(entry => entry!.GetValue<string>()).Select(entry => labels && writesLabels ? table.Label(entry) : entry)];
        var isPlain = entries.All(entry => entry.Trim().Length == entry.Length && entry.Length > 0 && entry.IndexOfAny(choices is null ? Dividers : CodeDividers) < 0) && entries is not [['[', ..], ..];
        return new TableCell(isPlain ? string.Join('；', entries) : JsonSerializer.Serialize(entries, CellJson.Options));
    }
}

/// <summary>Values that cannot be written plainly stand in cells as JSON.</summary>
public static class CellJson
{
    /// <summary>As the API writes it.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The value of a cell that is a JSON array of such; null when it is none.</summary>
    public static T? Read<T>(string cell)
        where T : class
    {
        var text = cell.AsSpan().Trim();
        if (!text.StartsWith("[") || !text.EndsWith("]"))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<T>(text, Options);
        }
        catch (JsonException)
        {
            // A text in brackets, such as [1] of a reference.
            return null;
        }
    }
}
