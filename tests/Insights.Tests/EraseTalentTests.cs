using System.Net.Http.Json;
using Matchmaking.Contracts.Erasure;
using Matchmaking.Harness;

namespace Matchmaking.Insights.Tests;

public sealed class EraseTalentTests(InsightsUnderTest service) : IClassFixture<InsightsUnderTest>
{
    private static readonly DateTimeOffset July = new(2026, 7, 10, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Figures_stay_to_the_unit_and_nothing_leads_to_the_expert()
    {
        var (enterprise, institute, demand, talent) = (CreditCodes.Next(), CreditCodes.Next(), Guid.NewGuid(), Guid.NewGuid());
        await service.Tell(Told.Demand(demand, enterprise, July));
        await service.Tell(Told.Talent(talent, institute, July));
        await service.Tell(Told.Decision(Guid.NewGuid(), demand, talent, July));
        await service.Tell(Told.Decision(Guid.NewGuid(), demand, talent, July));
        var before = await Figures();

        var erasure = Guid.NewGuid();
        await service.Tell(new PersonErasureRequested(erasure, talent, 9, DateTimeOffset.UtcNow));
        await Eventually.Get(async () => (await service.Sent<PersonErased>()).FirstOrDefault(answer => answer.ErasureId == erasure)!, answer => answer is not null, "the service never answered");

        Assert.Equal(["erased_talent: " + talent], await Traces.In(service.Database, $"{talent}"));
        Assert.Equal(before, await Figures());
        // What comes late or again counts for the need and names nobody.
        await service.Tell(Told.Talent(talent, institute, July, 99));
        await service.Tell(Told.Stage(Guid.NewGuid(), demand, talent, "visited", July));
        Assert.Equal(["erased_talent: " + talent], await Traces.In(service.Database, $"{talent}"));
        Assert.Equal(before[..2], (await Figures())[..2]);
        Assert.Empty(await Traces.In(service.Database, Told.Personal));

        async Task<string[]> Figures() => await Task.WhenAll(
            new[] { ("experts-joined", institute), ("experts-introduced", enterprise), ("visits", institute) }
                .Select(async of => $"{(await service.Http.GetFromJsonAsync<System.Text.Json.Nodes.JsonNode>($"/v1/indicators/{of.Item1}/values?from=2026-07&organisation={of.Item2}"))!["items"]![0]!["value"]}"));
    }
}
