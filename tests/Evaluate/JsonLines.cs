using System.Text.Json;

namespace Matchmaking.Evaluate;

/// <summary>Reads a file of one JSON object a line; every failure names file and line.</summary>
internal static class JsonLines
{
    internal static IEnumerable<T> Read<T>(string path, Func<JsonRow, T> parse)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            yield return Parse(path, number, line, parse);
        }

        if (number == 0)
        {
            throw new EvaluateException($"{path}: the file is empty");
        }
    }

    private static T Parse<T>(string path, int number, string line, Func<JsonRow, T> parse)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new EvaluateException($"{path}:{number}: not a JSON object");
            }

            return parse(new JsonRow(document.RootElement, $"{path}:{number}"));
        }
        catch (JsonException error)
        {
            throw new EvaluateException($"{path}:{number}: not JSON ({error.Message.ReplaceLineEndings(" ").Split(" LineNumber:")[0]})");
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException or OverflowException)
        {
            throw new EvaluateException($"{path}:{number}: {error.Message.ReplaceLineEndings(" ")}");
        }
    }
}

/// <summary>One object of a file, with the place it stands at.</summary>
internal readonly record struct JsonRow(JsonElement Element, string Place)
{
    internal bool Has(string name) => Element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    internal string Required(string name) => Text(name) is { Length: > 0 } text ? text : throw new EvaluateException($"{Place}: {name} is missing");

    internal string? Text(string name)
    {
        if (!Has(name))
        {
            return null;
        }

        var value = Element.GetProperty(name);
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => throw new EvaluateException($"{Place}: {name} must be a text"),
        };
    }

    internal bool? Flag(string name) => !Has(name) ? null : Element.GetProperty(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new EvaluateException($"{Place}: {name} must be true or false"),
    };

    internal decimal? Number(string name) => !Has(name) ? null : Element.GetProperty(name).ValueKind == JsonValueKind.Number
        ? Element.GetProperty(name).GetDecimal()
        : throw new EvaluateException($"{Place}: {name} must be a number");

    internal DateOnly? Date(string name) => Text(name) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", out var date) ? date
        : throw new EvaluateException($"{Place}: {name} must be a date such as 2026-06-30, not {text}");

    /// <summary>A list of texts; a single text counts as a list of one.</summary>
    internal IReadOnlyList<string> Texts(string name)
    {
        if (!Has(name))
        {
            return [];
        }

        var value = Element.GetProperty(name);
        return value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : [Text(name)!];
    }

    internal IReadOnlyList<JsonRow> Rows(string name)
    {
        if (!Has(name))
        {
            return [];
        }

        var place = Place;
        return Element.GetProperty(name).ValueKind == JsonValueKind.Array
            ? [.. Element.GetProperty(name).EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Object
                ? new JsonRow(item, place) : throw new EvaluateException($"{place}: {name} must hold objects"))]
            : throw new EvaluateException($"{Place}: {name} must be a list");
    }
}
