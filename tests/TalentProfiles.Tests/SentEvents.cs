using System.Text.Json.Nodes;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests;

/// <summary>What the service told its followers of an expert, by revision.</summary>
internal static class SentEvents
{
    public static Task<IReadOnlyList<TalentPublished>> Published(this ServiceUnderTest<Program> service, JsonNode id) =>
        service.Sent<TalentPublished>(Guid.Parse((string)id!), m => m.TalentId, m => m.Revision);

    public static Task<IReadOnlyList<TalentWithdrawn>> Withdrawn(this ServiceUnderTest<Program> service, JsonNode id) =>
        service.Sent<TalentWithdrawn>(Guid.Parse((string)id!), m => m.TalentId, m => m.Revision);
}
