using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Matchmaking.Documents;

/// <summary>A request and its answer, as tests have seen them. Stands in a service's folder <c>Examples</c>, in a file named OPERATION.json or OPERATION.name.json.</summary>
/// <param name="Operation">operationId.</param>
/// <param name="Name">Tells the examples of one operation apart.</param>
/// <param name="Summary">What it shows; null where the operation says it.</param>
/// <param name="ContentType">Of the request.</param>
/// <param name="Request">The body as JSON, a form as an object, rows as a text; null for none.</param>
/// <param name="Status">Of the answer; 0 while no test has seen it.</param>
/// <param name="Answer">The body of the answer; null for none.</param>
public sealed record EndpointExample(string Operation, string Name, string? Summary, string ContentType, JsonNode? Request, int Status, JsonNode? Answer)
{
    private const string Prefix = "examples/";

    /// <summary>The examples in an assembly.</summary>
    public static ILookup<string, EndpointExample> Of(Assembly code) => code.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .OrderBy(name => name.Count(c => c == '.')).ThenBy(name => name, StringComparer.Ordinal).Select(name => Read(code, name)).ToLookup(example => example.Operation, StringComparer.Ordinal);

    private static EndpointExample Read(Assembly code, string resource)
    {
        using var json = code.GetManifestResourceStream(resource)!;
        var file = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false })!;
        var names = resource[Prefix.Length..^".json".Length].Split('.');
        return new EndpointExample(
            names[0], names.ElementAtOrDefault(1) ?? "example", (string?)file["summary"], (string?)file["contentType"] ?? "application/json", file["request"], (int?)file["status"] ?? 0, file["answer"]);
    }
}
