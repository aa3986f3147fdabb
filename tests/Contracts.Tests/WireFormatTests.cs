using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MassTransit;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Contracts.Ranking;

namespace Matchmaking.Contracts.Tests;

/// <summary>What stands on the wire is a promise to processes that are not redeployed together: name and JSON of each message are pinned.</summary>
public sealed class WireFormatTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> EveryMessage => [.. Messages.All.Select(m => m.GetType().Name)];

    [Theory]
    [MemberData(nameof(EveryMessage))]
    public void A_message_keeps_its_name_and_its_json(string name)
    {
        var message = Messages.All.Single(m => m.GetType().Name == name);
        var wire = new JsonObject
        {
            ["urn"] = MessageUrn.ForTypeString(message.GetType()),
            ["message"] = JsonSerializer.SerializeToNode(message, message.GetType(), Json),
        }.ToJsonString(Json);

        var pinned = Path.Combine(AppContext.BaseDirectory, "Wire", $"{name}.json");
        Assert.True(File.Exists(pinned), $"No Wire/{name}.json; a new message is pinned with:\n{wire}");
        Assert.Equal(File.ReadAllText(pinned).Trim(), wire);
    }

    [Theory]
    [MemberData(nameof(EveryMessage))]
    public void A_message_survives_the_way_there_and_back(string name)
    {
        var message = Messages.All.Single(m => m.GetType().Name == name);
        var text = JsonSerializer.Serialize(message, message.GetType(), Json);

        Assert.Equal(text, JsonSerializer.Serialize(JsonSerializer.Deserialize(text, message.GetType(), Json), message.GetType(), Json));
    }

    [Fact]
    public void A_part_from_before_there_were_English_reasons_is_still_read()
    {
        var part = JsonSerializer.Deserialize<ScorePart>("""{"feature":"region","family":"affordable","points":20,"maxPoints":20,"reason":"同城"}""", Json);

        Assert.Equal(new ScorePart("region", "affordable", 20, 20, "同城", 0, ""), part);
    }

    [Fact]
    public void A_decision_from_before_it_named_its_list_is_still_read()
    {
        var (match, demand, talent) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var decided = JsonSerializer.Deserialize<MatchDecided>(
            $$"""{"matchId":"{{match}}","demandId":"{{demand}}","talentId":"{{talent}}","decision":"held","reasonCodes":[],"rank":2,"score":61.5,"rankingDigest":"scorecard/1","decidedAt":"2026-05-04T03:02:01+00:00"}""", Json);

        Assert.Equal((match, demand, talent, "held", (Guid?)null), (decided!.MatchId, decided.DemandId, decided.TalentId, decided.Decision, decided.RankingId));
    }

    [Fact]
    public void Every_message_has_an_example_here()
    {
        // Messages are the records that name an event: noun and past participle.
        var events = typeof(TalentProfiles.TalentPublished).Assembly.GetExportedTypes().Where(t => Messages.IsEvent(t)).Select(t => t.Name).Order();

        Assert.Equal(events, Messages.All.Select(m => m.GetType().Name).Order());
    }

    [Fact]
    public void The_page_of_events_names_every_message_and_no_other()
    {
        var page = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "services-README.md"));
        var named = page.Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]).Where(name => char.IsUpper(name[0]) && name.All(char.IsLetterOrDigit)).Order();

        Assert.Equal(Messages.All.Select(m => m.GetType().Name).Order(), named);
    }
}
