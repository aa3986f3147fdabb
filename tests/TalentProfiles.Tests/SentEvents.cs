using System.Text.Json.Nodes;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests;

/// <summary>What the service told its followers.</summary>
internal static class SentEvents
{
    /// <summary>The profiles published of an expert, once nothing of it waits in the outbox, by revision.</summary>
    public static async Task<IReadOnlyList<TalentPublished>> Published(this ServiceUnderTest<Program> service, JsonNode id)
    {
        var talentId = await service.Drained(id);
        return [.. service.Bus.Published.Select<TalentPublished>().Select(m => m.Context.Message).Where(m => m.TalentId == talentId).OrderBy(m => m.Revision)];
    }

    /// <summary>The withdrawals of an expert, once nothing of it waits in the outbox.</summary>
    public static async Task<IReadOnlyList<TalentWithdrawn>> Withdrawn(this ServiceUnderTest<Program> service, JsonNode id)
    {
        var talentId = await service.Drained(id);
        return [.. service.Bus.Published.Select<TalentWithdrawn>().Select(m => m.Context.Message).Where(m => m.TalentId == talentId)];
    }

    private static async Task<Guid> Drained(this ServiceUnderTest<Program> service, JsonNode id)
    {
        var talentId = Guid.Parse((string)id!);
        await Eventually.Get(
            () => service.Database.Scalar<int>("select count(*)::int from outbox_message where body like @Id", new { Id = $"%{talentId}%" }),
            waiting => waiting == 0,
            "an event never left the outbox");
        return talentId;
    }
}
