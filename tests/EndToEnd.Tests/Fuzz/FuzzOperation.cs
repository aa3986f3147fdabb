using System.Text.Json.Nodes;

namespace Matchmaking.EndToEnd.Tests.Fuzz;

/// <summary>An operation as its OpenAPI document describes it.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Address at the gateway, with {fill-ins}.</param>
/// <param name="Parameters">Name, place (path, query, header) and schema.</param>
/// <param name="Body">Content type and schema of the body; null for none.</param>
/// <param name="Document">Where references of schemas lead.</param>
internal sealed record FuzzOperation(string Method, string Path, IReadOnlyList<(string Name, string In, JsonNode Schema)> Parameters, (string Type, JsonNode Schema)? Body, JsonNode Document)
{
    private static readonly string[] Documents = ["identity", "talent-profiles", "technology-demands", "ranking", "match-review", "webhooks", "insights"];

    /// <summary>Every operation of every service.</summary>
    public static async Task<IReadOnlyList<FuzzOperation>> All(HttpClient gateway)
    {
        var operations = new List<FuzzOperation>();
        foreach (var name in Documents)
        {
            var document = JsonNode.Parse(await gateway.GetStringAsync(new Uri($"/api/openapi/{name}.json", UriKind.Relative)))!;
            foreach (var (path, methods) in document["paths"]!.AsObject())
            {
                operations.AddRange(methods!.AsObject().Where(method => method.Value is JsonObject).Select(method => Of(document, path, method.Key, method.Value!)));
            }
        }

        return operations;
    }

    /// <summary>The schema that a reference leads to, or the schema itself.</summary>
    public JsonNode Resolve(JsonNode schema)
    {
        while ((string?)schema["$ref"] is { } reference)
        {
            schema = reference[2..].Split('/').Aggregate(Document, (node, part) => node[part]!);
        }

        return (schema["oneOf"] ?? schema["anyOf"]) is JsonArray { Count: > 0 } choices ? Resolve(choices.FirstOrDefault(choice => (string?)choice!["type"] != "null") ?? choices[0]!) : schema;
    }

    private static FuzzOperation Of(JsonNode document, string path, string method, JsonNode operation)
    {
        var parameters = (operation["parameters"]?.AsArray() ?? []).Select(parameter => ((string)parameter!["name"]!, (string)parameter["in"]!, parameter["schema"] ?? new JsonObject()));
        var content = operation["requestBody"]?["content"]?.AsObject().FirstOrDefault();
        // What a token is asked with is no part of the API below /api.
        var at = path.StartsWith("/connect", StringComparison.Ordinal) || path.StartsWith("/.well-known", StringComparison.Ordinal) ? path : $"/api{path}";
        return new FuzzOperation(method.ToUpperInvariant(), at, [.. parameters], content is { Key: not null } body ? (body.Key, body.Value?["schema"] ?? new JsonObject()) : null, document);
    }
}
