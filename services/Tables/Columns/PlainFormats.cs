using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Matchmaking.Tables.Columns;

/// <summary>A text as it is, blanks and all.</summary>
public sealed class TextFormat : ICellFormat
{
    /// <inheritdoc />
    public string Wanted => "A text.";

    /// <inheritdoc />
    public bool TryRead(string cell, out JsonNode? value)
    {
        value = JsonValue.Create(cell);
        return true;
    }

    /// <inheritdoc />
    public TableCell Write(JsonNode value, bool labels) => new(value.GetValue<string>());
}

/// <summary>One code, of a closed list where one is given. Width and blanks around it do not matter.</summary>
/// <param name="choices">The list; empty for codes that are checked in other ways.</param>
/// <param name="writesLabels">Whether labels may be written in place of codes.</param>
public sealed class CodeFormat(IReadOnlyList<Choice> choices, bool writesLabels) : ICellFormat
{
    private readonly ChoiceTable table = new(choices);

    /// <summary>A code of no list.</summary>
    public CodeFormat()
        : this([], false)
    {
    }

    /// <inheritdoc />
    public string Wanted => "A code.";

    /// <inheritdoc />
    public IReadOnlyList<Choice> Choices => choices;

    /// <inheritdoc />
    public bool TryRead(string cell, out JsonNode? value)
    {
        value = JsonValue.Create(table.Code(cell));
        return true;
    }

    /// <inheritdoc />
    public TableCell Write(JsonNode value, bool labels) => new(labels && writesLabels ? table.Label(value.GetValue<string>()) : value.GetValue<string>());
}

/// <summary>A number; <paramref name="isWhole"/> for counts.</summary>
public sealed class NumberFormat(bool isWhole) : ICellFormat
{
    /// <inheritdoc />
    public string Wanted => isWhole ? "A whole number." : "A number, such as 60 or 0.5.";

    /// <inheritdoc />
    public bool TryRead(string cell, out JsonNode? value)
    {
        var isNumber = decimal.TryParse(cell.Normalize(NormalizationForm.FormKC), NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number);
        var isRight = isNumber && (!isWhole || (decimal.IsInteger(number) && Math.Abs(number) <= int.MaxValue));
        value = !isRight ? null : isWhole ? JsonValue.Create((int)number) : JsonValue.Create(number);
        return isRight;
    }

    /// <inheritdoc />
    public TableCell Write(JsonNode value, bool labels) => TableCell.Of(decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture));
}

/// <summary>Yes or no.</summary>
public sealed class FlagFormat : ICellFormat
{
    /// <inheritdoc />
    public string Wanted => "true or false, 是 or 否.";

    /// <inheritdoc />
    public IReadOnlyList<Choice> Choices { get; } = [new("true", "是"), new("false", "否")];

    /// <inheritdoc />
    public bool TryRead(string cell, out JsonNode? value)
    {
        bool? flag = cell.Normalize(NormalizationForm.FormKC).Trim().ToLowerInvariant() switch
        {
            "true" or "yes" or "y" or "1" or "是" or "√" => true,
            "false" or "no" or "n" or "0" or "否" or "×" => false,
            _ => null,
        };
        value = flag is null ? null : JsonValue.Create(flag.Value);
        return flag is not null;
    }

    /// <inheritdoc />
    public TableCell Write(JsonNode value, bool labels) => new(value.GetValue<bool>() ? labels ? "是" : "true" : labels ? "否" : "false");
}

/// <summary>A day.</summary>
public sealed class DateFormat : ICellFormat
{
    private static readonly string[] Forms =
        ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-M-d H:mm:ss", "yyyy/M/d H:mm:ss", "yyyy-M-d H:mm", "yyyy/M/d H:mm"];

    /// <inheritdoc />
    public string Wanted => "A day, such as 2027-06-30 or 2027年6月30日.";

    /// <inheritdoc />
    public bool TryRead(string cell, out JsonNode? value)
    {
        var isDate = DateTime.TryParseExact(cell.Normalize(NormalizationForm.FormKC).Trim(), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date);
        value = isDate ? JsonValue.Create(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null;
        return isDate;
    }

    /// <inheritdoc />
    public TableCell Write(JsonNode value, bool labels) => new(null, null, DateOnly.ParseExact(value.GetValue<string>(), "yyyy-MM-dd", CultureInfo.InvariantCulture));
}
