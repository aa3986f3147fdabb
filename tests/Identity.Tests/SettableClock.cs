namespace Matchmaking.Identity.Tests;

/// <summary>The time, moved on by tests. Timers run as they are.</summary>
public sealed class SettableClock : TimeProvider
{
    private TimeSpan ahead;

    public void Advance(TimeSpan by) => ahead += by;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
