using System.Text.Json.Nodes;

namespace Matchmaking.Gateway.Reference;

/// <summary>GET /reference/events: the AsyncAPI document for people.</summary>
internal static class EventsPage
{
    public static string Of(JsonNode document)
    {
        var page = new HtmlPage("Events");
        page.Paragraph((string?)document["info"]?["description"] ?? "");
        var operations = document["operations"]?.AsObject() ?? [];
        foreach (var (name, channel) in document["channels"]?.AsObject() ?? [])
        {
            var own = operations.Where(operation => (string?)operation.Value!["channel"]!["$ref"] == $"#/channels/{name}").Select(operation => operation.Value!).ToArray();
            page.Heading(name, name)
                .Paragraph((string?)channel!["description"] ?? "")
                .Paragraph($"Exchange {channel["address"]}, fanout.")
                .Paragraph($"Sent by {string.Join(", ", Services(own, "send"))}. Followed by {(Services(own, "receive") is [_, ..] followers ? string.Join(", ", followers) : "nobody yet")}.")
                .Table(["field", "type", "needed", "meaning"], Fields(document["components"]!["schemas"]![name]!, ""), $"{name}.");
        }

        return page.ToString();
    }

    private static string[] Services(IEnumerable<JsonNode> operations, string action) =>
        [.. operations.Where(operation => (string?)operation["action"] == action).Select(operation => operation["x-queue"] is { } queue ? $"{operation["x-service"]} (queue {queue})" : $"{operation["x-service"]}")];

    private static IEnumerable<string[]> Fields(JsonNode schema, string path)
    {
        var needed = (schema["required"]?.AsArray() ?? []).Select(name => (string)name!).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, field) in schema["properties"]?.AsObject() ?? [])
        {
            yield return [path + name, Type(field!), needed.Contains(name) ? "yes" : "", (string?)field!["description"] ?? ""];
            foreach (var inner in Fields(field!, $"{path}{name}.").Concat(field!["items"] is { } items ? Fields(items, $"{path}{name}[].") : []))
            {
                yield return inner;
            }
        }
    }

    private static string Type(JsonNode field)
    {
        var type = field["type"] switch
        {
            JsonArray several => string.Join(" or ", several.Select(one => (string)one!)),
            JsonNode single => (string)single!,
            null => "any",
        };
        return field["format"] is { } format ? $"{type} ({format})" : field["items"] is { } items ? $"{type} of {Type(items)}" : type;
    }
}
