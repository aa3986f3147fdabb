using System.Text.Json.Nodes;
using Matchmaking.Contracts.TalentProfiles;

namespace Matchmaking.Documents.Tests;

/// <summary>The AsyncAPI document is what the contracts and the consumers say, and has the form of AsyncAPI 3.0.</summary>
public sealed class AsyncApiTests
{
    private static readonly JsonObject Document = new AsyncApiFromContracts().Make();

    [Fact]
    public void The_document_that_is_kept_is_what_the_code_says() => Written.Agrees(Written.PathOf("services", "Contracts", "asyncapi.json"), Document);

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        var references = References(Document).Distinct().ToArray();

        Assert.InRange(references.Length, 20, int.MaxValue);
        Assert.All(references, reference => Assert.NotNull(reference[2..].Split('/').Aggregate((JsonNode?)Document, (node, name) => node?[name])));
    }

    [Fact]
    public void Every_operation_names_an_action_a_channel_and_messages_of_that_channel()
    {
        Assert.All(Document["operations"]!.AsObject(), operation =>
        {
            Assert.Contains((string?)operation.Value!["action"], (string[])["send", "receive"]);
            var channel = (string)operation.Value["channel"]!["$ref"]!;
            Assert.All(operation.Value["messages"]!.AsArray(), message => Assert.StartsWith($"{channel}/messages/", (string)message!["$ref"]!, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void The_page_of_events_says_who_sends_and_who_follows()
    {
        var rows = File.ReadAllLines(Written.PathOf("services", "README.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 6 && AsyncApiFromContracts.Events.Any(type => $"`{type.Name}`" == cells[1])).ToDictionary(cells => cells[1].Trim('`'));

        Assert.All(AsyncApiFromContracts.Events, type =>
        {
            var row = rows[type.Name];
            Assert.Equal(AsyncApiFromContracts.Owner(type), row[2]);
            var named = System.Text.RegularExpressions.Regex.Replace(row[4], @"\(.*?\)", "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(
                AsyncApiFromContracts.Followers[type].Select(follower => follower.Service).Distinct().DefaultIfEmpty("nobody yet").Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        });
    }

    [Fact]
    public void A_field_is_described_by_the_comment_of_its_record()
    {
        var profile = Document["components"]!["schemas"]![nameof(TalentPublished)]!["properties"]!["profile"]!["properties"]!;

        Assert.Equal("0 = none now", ((string)profile["capacity"]!["description"]!).Split("; ")[1].TrimEnd('.'));
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject json => (json["$ref"] is JsonValue reference ? [(string)reference!] : Enumerable.Empty<string>()).Concat(json.SelectMany(pair => References(pair.Value))),
        JsonArray list => list.SelectMany(References),
        _ => [],
    };
}
