using Matchmaking.Identity.Keys;

namespace Matchmaking.Identity.Tests;

public sealed class KeyScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);
    private static readonly TimeSpan Period = TimeSpan.FromDays(30);
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(1);
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(15);

    [Fact]
    public void A_first_start_makes_a_key_that_signs_and_the_next()
    {
        Assert.Equal([Now, Now + Period], Plan().Create);
    }

    [Fact]
    public void Nothing_is_done_while_one_signs_and_the_next_waits()
    {
        var plan = Plan(("a", -5), ("b", 25));

        Assert.Empty(plan.Create);
        Assert.Empty(plan.Delete);
    }

    [Fact]
    public void When_the_next_takes_over_the_one_after_it_is_made()
    {
        Assert.Equal([Now + TimeSpan.FromDays(29)], Plan(("a", -31), ("b", -1)).Create);
    }

    [Fact]
    public void After_a_long_sleep_the_new_key_is_still_shown_before_it_signs()
    {
        Assert.Equal([Now + Ahead], Plan(("a", -100)).Create);
    }

    [Fact]
    public void A_key_is_shown_until_its_last_token_has_expired()
    {
        Assert.Empty(KeySchedule.Plan([new("a", Now - Period), new("b", Now - Keep + TimeSpan.FromSeconds(1)), new("c", Now + Period)], Now, Period, Ahead, Keep).Delete);
        Assert.Equal(["a"], KeySchedule.Plan([new("a", Now - Period), new("b", Now - Keep), new("c", Now + Period)], Now, Period, Ahead, Keep).Delete);
    }

    private static KeyPlan Plan(params (string Id, double Days)[] keys) =>
        KeySchedule.Plan([.. keys.Select(key => new KeyTurn(key.Id, Now + TimeSpan.FromDays(key.Days)))], Now, Period, Ahead, Keep);
}
