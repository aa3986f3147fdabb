using Matchmaking.Contracts.Erasure;
using Matchmaking.Harness;

namespace Matchmaking.Webhooks.Tests;

public sealed class EraseTalentTests(WebhooksUnderTest service) : IClassFixture<WebhooksUnderTest>
{
    [Fact]
    public async Task Events_that_name_an_erased_expert_go_with_their_deliveries_and_others_stay()
    {
        var (hook, demand) = await service.Enterprise(service.Receiver.New());
        var (talent, other) = (Guid.NewGuid(), Guid.NewGuid());
        await service.Tell(Told.Talent(talent, CreditCodes.Next()));
        await service.Tell(Told.Decision(demand, talent));
        // Waits to know whose the expert is.
        await service.Tell(Told.Decision(demand, other));
        await service.Called(hook.Url, 2);

        var erased = await Erase(talent);

        Assert.Equal(["erased_talent: " + talent], await Traces.In(service.Database, $"{talent}"));
        Assert.Single(await service.Database.Column<string>("select body from event"), body => body.Contains($"{other}", StringComparison.Ordinal) && body.Contains($"{demand}", StringComparison.Ordinal));
        Assert.Equal(["delivery 1", "event 1", "notice 2", "party 1"], erased.Items.Select(item => $"{item.Store} {item.Rows}"));
        Assert.Single((await (await hook.Client.GetAsync($"{hook.Path}/deliveries")).Json())["items"]!.AsArray());
    }

    [Fact]
    public async Task What_comes_late_or_again_names_nobody()
    {
        var (_, demand) = await service.Enterprise(service.Receiver.New());
        var talent = Guid.NewGuid();
        var decision = Told.Decision(demand, talent);
        await service.Tell(decision);
        await Erase(talent);

        await service.Tell(decision);
        await service.Tell(Told.Stage(decision, "visited"));
        await service.Tell(Told.Talent(talent, CreditCodes.Next(), 99));

        Assert.Equal(["erased_talent: " + talent], await Traces.In(service.Database, $"{talent}"));
    }

    private async Task<PersonErased> Erase(Guid talent)
    {
        var erasure = Guid.NewGuid();
        await service.Tell(new PersonErasureRequested(erasure, talent, 9, DateTimeOffset.UtcNow));
        return await Eventually.Get(
            async () => (await service.Sent<PersonErased>()).FirstOrDefault(answer => answer.ErasureId == erasure)!, answer => answer is not null, "the service never answered");
    }
}
