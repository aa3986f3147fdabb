using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit;

namespace Matchmaking.Contracts.Tests;

/// <summary>The AsyncAPI document against what stands on the wire. Documents.Tests writes it, from the same assembly and the services that follow.</summary>
public sealed class AsyncApiTests
{
    private static readonly JsonNode Document = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "asyncapi.json")))!;

    public static TheoryData<string> EveryMessage => [.. Messages.All.Select(m => m.GetType().Name)];

    [Fact]
    public void It_names_every_message_and_no_other() =>
        Assert.Equal(Messages.All.Select(m => m.GetType().Name).Order(), Document["components"]!["messages"]!.AsObject().Select(message => message.Key).Order());

    [Theory]
    [MemberData(nameof(EveryMessage))]
    public void A_message_is_on_the_wire_as_it_is_described(string name)
    {
        var message = Messages.All.Single(m => m.GetType().Name == name);
        var payload = Document["components"]!["messages"]![name]!["payload"]!["properties"]!;

        Assert.Equal(MessageUrn.ForTypeString(message.GetType()), (string?)payload["messageType"]!["const"]![0]);
        Assert.Empty(Faults(JsonSerializer.SerializeToNode(message, message.GetType(), JsonSerializerOptions.Web), Document["components"]!["schemas"]![name]!, name));
    }

    // Enough of JSON Schema for what the document says of messages.
    private static IEnumerable<string> Faults(JsonNode? value, JsonNode schema, string at)
    {
        string[] types = schema["type"] is JsonArray several ? [.. several.Select(one => (string)one!)] : schema["type"] is { } single ? [(string)single!] : [];
        var kind = value?.GetValueKind() switch
        {
            JsonValueKind.Object => "object",
            JsonValueKind.Array => "array",
            JsonValueKind.String => "string",
            JsonValueKind.Number => "number",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            _ => "null",
        };
        if (!types.Contains(kind) && !(kind == "number" && types.Contains("integer")))
        {
            yield return $"{at} is {kind}, not {string.Join(" or ", types)}";
        }

        if (value is JsonObject json)
        {
            var described = schema["properties"]!.AsObject();
            var absent = (schema["required"]?.AsArray() ?? []).Select(name => (string)name!).Where(name => !json.ContainsKey(name)).Select(name => $"{at}.{name} is missing");
            var inner = json.SelectMany(field => described[field.Key] is { } known ? Faults(field.Value, known, $"{at}.{field.Key}") : [$"{at}.{field.Key} is not described"]);
            foreach (var fault in absent.Concat(inner))
            {
                yield return fault;
            }
        }

        if (value is JsonArray list)
        {
            foreach (var fault in list.SelectMany((item, i) => Faults(item, schema["items"]!, $"{at}[{i}]")))
            {
                yield return fault;
            }
        }
    }
}
