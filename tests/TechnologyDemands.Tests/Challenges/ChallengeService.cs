using System.Net.Http.Json;
using Matchmaking.Harness;
using Matchmaking.TechnologyDemands.Challenges.Following;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.TechnologyDemands.Tests.Challenges;

/// <summary>The real time and as much more as a test says: days pass without waiting.</summary>
public sealed class ManualClock : TimeProvider
{
    private long ahead;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow + TimeSpan.FromTicks(Interlocked.Read(ref ahead));

    public void Advance(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);
}

/// <summary>The service under a clock that a test moves, with a pool of panellists: twelve of as many organisations, five of them of industry.</summary>
public class ChallengeService : ServiceUnderTest<Program>
{
    private static readonly SemaphoreSlim Registering = new(1);
    private bool isRegistered;

    public ManualClock Clock { get; } = new();

    /// <summary>Accounts with their organisations.</summary>
    public (string Account, string Organisation, bool FromIndustry)[] Pool { get; } =
        [.. Enumerable.Range(1, 12).Select(number => ($"panellist-{number:00}", CreditCodes.Next(), number <= 5))];

    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Challenge:LeastBidding"] = "00:00:01",
        ["Challenge:ReviewsPerYear"] = "100",
        // Tests look themselves.
        ["Challenge:PollSeconds"] = "3600",
    };

    protected override void ConfigureServices(IServiceCollection services) => services.AddSingleton<TimeProvider>(Clock);

    /// <summary>Does all that is due now.</summary>
    public Task Look() => Services.GetRequiredService<WatchChallenges>().Look(CancellationToken.None);

    /// <summary>Time passes, and what is due is done.</summary>
    public async Task Pass(TimeSpan time)
    {
        Clock.Advance(time);
        await Look();
    }

    /// <summary>A client of an account.</summary>
    public HttpClient Account(string role, string organisation, string subject) => With(TestIssuer.Token(role, organisation, subject: subject));

    /// <summary>Registers the pool, once.</summary>
    public async Task RegisterPool()
    {
        await Registering.WaitAsync();
        try
        {
            if (!isRegistered)
            {
                foreach (var (account, organisation, fromIndustry) in Pool)
                {
                    (await Put($"/v1/panellists/{account}", new { organisation, fields = (string[])["403"], fromIndustry, active = true })).EnsureSuccessStatusCode();
                }

                isRegistered = true;
            }
        }
        finally
        {
            Registering.Release();
        }
    }

    /// <summary>Posts a challenge of a fresh enterprise.</summary>
    public async Task<Way> Challenge(int teams = 1, decimal fundYuan = 700_000, decimal subsidyYuan = 300_000)
    {
        var code = await this.RegisterEnterprise();
        var enterprise = As("enterprise", code);
        var need = await (await enterprise.PostAsJsonAsync("/v1/demands", DemandBody.Sound(code))).Json();
        var posted = await enterprise.PostAsJsonAsync("/v1/challenges", new { demandId = (string)need["id"]!, fundYuan, subsidyYuan, teams });
        Assert.True(posted.IsSuccessStatusCode, await posted.Content.ReadAsStringAsync());
        return new Way(this, (Guid)(await posted.Json())["id"]!, (Guid)need["id"]!, code, enterprise);
    }
}
