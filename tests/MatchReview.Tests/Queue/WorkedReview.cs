using Matchmaking.Harness;
using Matchmaking.MatchReview.Queue;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.MatchReview.Tests.Queue;

/// <summary>The service under a clock that a test moves. Two persons decide in Tibet, and what is of Shaoxing is due within 48 hours.</summary>
public class WorkedReview : ServiceUnderTest<Program>
{
    public const string TwoPersonsRegion = "540100";

    public ManualClock Clock { get; } = new();

    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Queue:TwoPersons"] = "54",
        ["Queue:DecideWithinHoursByRegion"] = "33=60,3306=48",
        // Tests look themselves.
        ["Queue:PollSeconds"] = "3600",
    };

    protected override void ConfigureServices(IServiceCollection services) => services.AddSingleton<TimeProvider>(Clock);

    /// <summary>Tells of what is overdue or to be reminded of now.</summary>
    public Task Look() => Services.GetRequiredService<WatchQueue>().Look(CancellationToken.None);

    /// <summary>A demand of a region with one list.</summary>
    public async Task<(Guid Demand, Guid[] Talents, Guid[] Matches)> QueueIn(string region, int talents = 1)
    {
        var demand = Guid.NewGuid();
        Guid[] ids = [.. Enumerable.Range(0, talents).Select(_ => Guid.NewGuid())];
        await this.Tell([Told.Demand(demand, region: region), .. ids.Select(id => Told.Talent(id)), Told.List(demand, 1, ids)]);
        return (demand, ids, [.. (await this.Matches(demand)).Select(match => match.Id)]);
    }
}

/// <summary>The real time and as much more as a test says: hours pass without waiting.</summary>
public sealed class ManualClock : TimeProvider
{
    private long ahead;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow + TimeSpan.FromTicks(Interlocked.Read(ref ahead));

    public void Advance(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);
}
