using System.Text.Json.Nodes;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Harness;

namespace Matchmaking.TechnologyDemands.Tests;

/// <summary>What the service told its followers of a demand, by revision.</summary>
internal static class SentEvents
{
    public static Task<IReadOnlyList<DemandPublished>> Published(this ServiceUnderTest<Program> service, JsonNode id) =>
        service.Sent<DemandPublished>(Guid.Parse((string)id!), m => m.DemandId, m => m.Revision);

    public static Task<IReadOnlyList<DemandClosed>> Closed(this ServiceUnderTest<Program> service, JsonNode id) =>
        service.Sent<DemandClosed>(Guid.Parse((string)id!), m => m.DemandId, m => m.Revision);
}
