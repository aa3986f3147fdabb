namespace Matchmaking.MatchReview.Tests.Life;

/// <summary>The present and some days.</summary>
internal sealed class LaterClock(double days = 0) : TimeProvider
{
    public double Days { get; set; } = days;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow.AddDays(Days);
}
