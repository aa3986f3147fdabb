using System.Text.Json.Nodes;

namespace Matchmaking.Documents;

/// <summary>A service's document as far as it is known.</summary>
/// <param name="Service">The service, kebab case.</param>
/// <param name="State">current; last_known while the service cannot be asked; missing where it never could.</param>
/// <param name="Document">The document; null where it is missing.</param>
public sealed record DocumentPart(string Service, string State, JsonObject? Document);

/// <summary>One OpenAPI document of several services': as callers reach them, with components of one name only where they are one.</summary>
public static class MergedDocument
{
    private static readonly string[] Sections = ["schemas", "parameters", "headers", "securitySchemes"];

    /// <summary>Merges <paramref name="parts"/>.</summary>
    /// <param name="parts">In the order in which they are shown.</param>
    /// <param name="addressOf">Where callers reach a path (by method, then path); null where they do not.</param>
    public static JsonObject Of(IReadOnlyList<DocumentPart> parts, Func<string, string, string?> addressOf)
    {
        var known = parts.Where(part => part.Document is not null).ToArray();
        var clashing = Sections.ToDictionary(section => section, section => Clashing([.. known.Select(part => Section(part.Document!, section))]));
        var (paths, tags, components) = (new JsonObject(), new JsonArray(), new JsonObject());
        foreach (var part in known)
        {
            var document = (JsonObject)part.Document!.DeepClone();
            Rename(document, clashing, Prefix(part.Service));
            AddPaths(paths, document, addressOf);
            AddTags(tags, document);
            foreach (var section in Sections)
            {
                AddComponents(components, section, Section(document, section), clashing[section], Prefix(part.Service));
            }
        }

        KeepWhatIsNamed(paths, components);
        var used = paths.SelectMany(path => path.Value!.AsObject()).SelectMany(operation => operation.Value!["tags"]?.AsArray() ?? []).Select(tag => (string)tag!).ToHashSet(StringComparer.Ordinal);
        tags.RemoveAll(tag => !used.Contains((string)tag!["name"]!));
        var absent = parts.Where(part => part.State != "current").ToArray();
        return new JsonObject
        {
            ["openapi"] = (string?)known.FirstOrDefault()?.Document!["openapi"] ?? "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "Matchmaking",
                ["version"] = "v1",
                ["description"] = "Everything that the gateway answers. What services tell each other: [events](/reference/events). What may go wrong: [problems](/reference/problems)." + string.Concat(absent.Select(part =>
                    part.State == "missing" ? $" {part.Service} cannot be reached and is left out." : $" {part.Service} cannot be reached now; its part is the last that is known.")),
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["paths"] = paths,
            ["components"] = components,
            ["tags"] = tags,
            ["x-services"] = new JsonObject(parts.Select(part => KeyValuePair.Create(part.Service, (JsonNode?)part.State))),
        };
    }

    // Names that mean one thing here and another there; and those that mean the same but for what they refer to.
    private static HashSet<string> Clashing(IReadOnlyList<JsonObject> sections)
    {
        var byName = sections.SelectMany(section => section).GroupBy(pair => pair.Key, pair => pair.Value!).Where(group => group.Count() > 1).ToArray();
        var clashing = byName.Where(group => group.Skip(1).Any(other => !JsonNode.DeepEquals(group.First(), other))).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        while (byName.Where(group => !clashing.Contains(group.Key) && References(group.First()).Any(value => clashing.Contains(Last(value)))).Select(group => group.Key).ToArray() is { Length: > 0 } more)
        {
            clashing.UnionWith(more);
        }

        return clashing;
    }

    private static void Rename(JsonObject document, Dictionary<string, HashSet<string>> clashing, string prefix)
    {
        foreach (var holder in Holders(document).ToArray())
        {
            var reference = ((string)holder["$ref"]!).Split('/');
            if (reference is ["#", "components", var section, var name] && clashing.GetValueOrDefault(section)?.Contains(name) == true)
            {
                holder["$ref"] = $"#/components/{section}/{prefix}{name}";
            }
        }
    }

    private static void AddPaths(JsonObject paths, JsonObject document, Func<string, string, string?> addressOf)
    {
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                if (addressOf(method, path) is { } address)
                {
                    var there = (JsonObject)(paths[address] ??= new JsonObject());
                    there[method] = operation!.DeepClone();
                }
            }
        }
    }

    private static void AddTags(JsonArray tags, JsonObject document)
    {
        foreach (var tag in document["tags"]?.AsArray() ?? [])
        {
            if (!tags.Any(there => (string?)there!["name"] == (string?)tag!["name"]))
            {
                tags.Add(tag!.DeepClone());
            }
        }
    }

    private static void AddComponents(JsonObject components, string section, JsonObject added, HashSet<string> clashing, string prefix)
    {
        var there = (JsonObject)(components[section] ??= new JsonObject());
        foreach (var (name, value) in added)
        {
            there[clashing.Contains(name) ? prefix + name : name] = value!.DeepClone();
        }
    }

    // What only addresses need that callers do not reach is left out with them.
    private static void KeepWhatIsNamed(JsonObject paths, JsonObject components)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>(References(paths));
        while (waiting.TryDequeue(out var reference))
        {
            if (named.Add(reference) && reference.Split('/') is [_, _, var section, var name] && components[section]?[name] is { } component)
            {
                foreach (var more in References(component))
                {
                    waiting.Enqueue(more);
                }
            }
        }

        foreach (var section in Sections.Where(section => section != "securitySchemes" && components[section] is not null))
        {
            foreach (var name in components[section]!.AsObject().Select(pair => pair.Key).Where(name => !named.Contains($"#/components/{section}/{name}")).ToArray())
            {
                components[section]!.AsObject().Remove(name);
            }
        }
    }

    private static IEnumerable<string> References(JsonNode? node) => Holders(node).Select(holder => (string)holder["$ref"]!);

    private static IEnumerable<JsonObject> Holders(JsonNode? node) => node switch
    {
        JsonObject json => (json["$ref"] is JsonValue ? [json] : Enumerable.Empty<JsonObject>()).Concat(json.Where(pair => pair.Key is not ("example" or "examples")).SelectMany(pair => Holders(pair.Value))),
        JsonArray list => list.SelectMany(Holders),
        _ => [],
    };

    private static JsonObject Section(JsonObject document, string section) => document["components"]?[section]?.AsObject() ?? [];

    private static string Last(string reference) => reference[(reference.LastIndexOf('/') + 1)..];

    private static string Prefix(string service) => string.Concat(service.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
