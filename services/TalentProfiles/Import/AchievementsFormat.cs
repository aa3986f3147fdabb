using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Matchmaking.Tables;
using Matchmaking.Tables.Columns;
using Matchmaking.TalentProfiles.Achievements;
using Matchmaking.Vocabulary;

namespace Matchmaking.TalentProfiles.Import;

/// <summary>
/// Achievements in a cell, one a line: kind｜title｜date｜role｜yuan, the last three may be missing. Those that cannot be written so, as they have a text, are written as a JSON array.
/// </summary>
internal sealed class AchievementsFormat : ICellFormat
{
    private const char Divider = '｜';

    private static readonly CodeFormat Kinds = new([.. Codes.AchievementKinds.Codes.Select(code => new Choice(code, Codes.AchievementKinds.Label(code)!))], writesLabels: true);
    private static readonly DateFormat Dates = new();
    private static readonly NumberFormat Amounts = new(isWhole: false);

    /// <inheritdoc />
    public string Wanted => "Lines of kind｜title｜date｜role｜yuan.";

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

        var found = cell.Split(['\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Line).ToArray();
        value = new JsonArray([.. found]);
        return found.All(achievement => achievement is not null);
    }

    /// <inheritdoc />
    public TableCell Write(JsonNode value, bool labels)
    {
        var achievements = value.Deserialize<AchievementForm[]>(CellJson.Options)!;
        var lines = achievements.Select(a => IsPlain(a) ? string.Join(Divider, Parts(a, labels)).TrimEnd(Divider) : null).ToArray();
        return new TableCell(lines.Contains(null) ? value.ToJsonString(CellJson.Options) : string.Join('\n', lines));
    }

    private static JsonObject? Line(string line)
    {
        var parts = line.Split([Divider, '|'], StringSplitOptions.TrimEntries);
        var achievement = new JsonObject();
        return parts.Length is >= 2 and <= 5
            && Put(achievement, "kind", parts[0], Kinds)
            && Put(achievement, "title", parts[1], new TextFormat())
            && Put(achievement, "date", parts.ElementAtOrDefault(2), Dates)
            && Put(achievement, "role", parts.ElementAtOrDefault(3), new TextFormat())
            && Put(achievement, "amountYuan", parts.ElementAtOrDefault(4), Amounts) ? achievement : null;
    }

    private static bool Put(JsonObject achievement, string field, string? text, ICellFormat format)
    {
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        var isRead = format.TryRead(text, out var value);
        achievement[field] = value;
        return isRead;
    }

    private static IEnumerable<string?> Parts(AchievementForm achievement, bool labels) =>
    [
        Kinds.Write(JsonValue.Create(achievement.Kind)!, labels).Text, achievement.Title, achievement.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), achievement.Role,
        achievement.AmountYuan?.ToString(CultureInfo.InvariantCulture),
    ];

    private static bool IsPlain(AchievementForm achievement) =>
        achievement is { Kind: not null, Title: not null, Text: null, Role: not "" }
        && new[] { achievement.Title, achievement.Role }.OfType<string>().All(text => text.AsSpan().Trim().Length == text.Length && text.IndexOfAny(['\n', '\r', Divider, '|']) < 0);
}
