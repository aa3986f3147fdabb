using System.Text.Json.Nodes;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Harness;

namespace Matchmaking.TechnologyDemands.Tests;

/// <summary>What the service told its followers.</summary>
internal static class SentEvents
{
    /// <summary>Messages of a type in the outbox or on the bus.</summary>
    public static async Task<int> Events(this ServiceUnderTest<Program> service, string type, JsonNode id)
    {
        var demandId = Guid.Parse((string)id!);
        var waiting = await service.Database.Scalar<int>(
            "select count(*)::int from outbox_message where message_type like @Type and body like @Id", new { Type = $"%{type},%", Id = $"%{demandId}%" });
        return waiting + (type == nameof(DemandClosed) ? (await service.Closed(id)).Count : (await service.Published(id)).Count);
    }

    public static Task<IReadOnlyList<DemandPublished>> Published(this ServiceUnderTest<Program> service, JsonNode id)
    {
        var demandId = Guid.Parse((string)id!);
        IReadOnlyList<DemandPublished> found =
            [.. service.Bus.Published.Select<DemandPublished>().Select(m => m.Context.Message).Where(m => m.DemandId == demandId).OrderBy(m => m.Revision)];
        return Task.FromResult(found);
    }

    public static Task<IReadOnlyList<DemandClosed>> Closed(this ServiceUnderTest<Program> service, JsonNode id)
    {
        var demandId = Guid.Parse((string)id!);
        IReadOnlyList<DemandClosed> found = [.. service.Bus.Published.Select<DemandClosed>().Select(m => m.Context.Message).Where(m => m.DemandId == demandId)];
        return Task.FromResult(found);
    }
}
