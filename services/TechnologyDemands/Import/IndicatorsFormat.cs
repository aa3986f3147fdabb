using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Matchmaking.Tables;
using Matchmaking.Tables.Columns;
using Matchmaking.TechnologyDemands.Demands;

namespace Matchmaking.TechnologyDemands.Import;

/// <summary>
/// Indicators in a cell, one a line: <c>name &lt;= value unit</c>, or <c>name value~upper unit</c> for a range. Those that cannot be written so, for a name that holds a relation, are
/// written as a JSON array.
/// </summary>
internal sealed partial class IndicatorsFormat : ICellFormat
{
    /// <inheritdoc />
    public string Wanted => "Lines of name, relation (>= <= = > <), value and unit; or name, value~upper and unit.";

    /// <inheritdoc />
    public bool IsList => true;

    /// <inheritdoc />
    public bool TryRead(string cell, out JsonNode? value)
    {
        if (CellJson.Read<JsonArray>(cell) is { } array)
        {
            value = array;
            return true;
        }

        var found = cell.Split(['\n', '\r', '；', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Read).ToArray();
        value = new JsonArray([.. found.Select(indicator => JsonSerializer.SerializeToNode(indicator, CellJson.Options))]);
        return found.All(indicator => indicator is not null);
    }

    /// <inheritdoc />
    public TableCell Write(JsonNode value, bool labels)
    {
        var indicators = value.Deserialize<IndicatorForm[]>(CellJson.Options)!;
        var lines = indicators.Select(Line).ToArray();
        // What is written must be read as what it was: whatever a name or a unit may hold.
        return new TableCell(lines.Zip(indicators).All(pair => !pair.First.Contains('\n', StringComparison.Ordinal) && Read(pair.First) == pair.Second)
            && !lines.Any(line => line.IndexOfAny(['；', ';', '\r']) >= 0) && lines is not [['[', ..], ..] ? string.Join('\n', lines) : value.ToJsonString(CellJson.Options));
    }

    private static string Line(IndicatorForm indicator) => string.Create(
        CultureInfo.InvariantCulture,
        $"{indicator.Name} {(indicator.Relation == "range" ? $"{indicator.Value}~{indicator.Upper}" : $"{indicator.Relation} {indicator.Value}")} {indicator.Unit}").TrimEnd(' ');

    private static IndicatorForm? Read(string line)
    {
        var found = Form().Match(line);
        if (!found.Success || !TryNumber(found.Groups["value"], out var value) || !TryNumber(found.Groups["upper"], out var upper))
        {
            return null;
        }

        var relation = found.Groups["relation"].Value switch { "≥" or "＞=" or "不低于" => ">=", "≤" or "＜=" or "不高于" => "<=", "＝" or "等于" => "=", "＞" or "高于" => ">", "＜" or "低于" => "<", var plain => plain };
        return (relation.Length == 0) != (upper is null)
            ? new IndicatorForm(found.Groups["name"].Value, upper is null ? relation : "range", value, upper, found.Groups["unit"].Value is { Length: > 0 } unit ? unit : null)
            : null;
    }

    private static bool TryNumber(Group text, out decimal? number)
    {
        number = decimal.TryParse(text.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var found) ? found : null;
        return !text.Success || number is not null;
    }

    [GeneratedRegex(@"^(?<name>.*?\S)\s*(?:(?<relation>>=|<=|≥|≤|＞=|＜=|=|＝|>|<|＞|＜|不低于|不高于|等于|高于|低于)\s*|\s)(?<value>-?[0-9]+(?:\.[0-9]+)?)(?:\s*[~～](?<upper>-?[0-9]+(?:\.[0-9]+)?))?\s*(?<unit>.*)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
