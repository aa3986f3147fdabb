using System.Text.Json.Nodes;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Harness;

namespace Matchmaking.Insights.Tests;

/// <summary>The funnel of a city of made-up needs agrees with a count over what was told.</summary>
public sealed class FunnelTests(InsightsUnderTest service) : IClassFixture<InsightsUnderTest>
{
    private static readonly string[] Stages = ["visited", "agreement", "contract", "acceptance"];

    [Fact]
    public async Task The_funnel_agrees_with_a_count_over_the_raw_events()
    {
        var random = new Random(7);
        var start = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));
        var (needs, matches, days) = (new Dictionary<string, HashSet<Guid>>(), new Dictionary<string, int>(), new Dictionary<string, List<double>>());
        var closed = new Dictionary<string, int>();
        var events = new List<object>();
        for (var i = 0; i < 60; i++)
        {
            var (demand, inside) = (Guid.NewGuid(), i % 5 != 0);
            var at = start.AddDays(inside ? random.Next(0, 90) : 100).AddMinutes(random.Next(0, 1000));
            events.Add(Told.Demand(demand, CreditCodes.Next(), at, "440300"));
            var reached = new Dictionary<string, DateTimeOffset> { ["published"] = at };
            if (random.NextDouble() < 0.9)
            {
                reached["listed"] = at.AddHours(random.NextDouble());
                events.Add(new ListQueued(demand, null, Guid.NewGuid(), "scorecard/1", 3, null, reached["listed"]));
                for (var m = random.Next(0, 3); m > 0; m--)
                {
                    await Walk(demand, reached, inside);
                }
            }

            if (random.NextDouble() < 0.4)
            {
                var reason = random.Next(2) == 0 ? "solved" : "expired";
                events.Add(new DemandClosed(demand, 9, reason, at.AddDays(200)));
                closed[reason] = closed.GetValueOrDefault(reason) + (inside ? 1 : 0);
            }

            if (inside)
            {
                string? before = null;
                foreach (var step in new[] { "published", "listed", "accepted", "willing", "visited", "agreement", "contract", "acceptance" })
                {
                    if (reached.TryGetValue(step, out var when))
                    {
                        needs.TryAdd(step, []);
                        needs[step].Add(demand);
                        if (before is not null && reached.TryGetValue(before, out var former))
                        {
                            days.TryAdd(step, []);
                            days[step].Add(Math.Max(0, (when - former).TotalDays));
                        }
                    }

                    before = step;
                }
            }
        }

        Task Walk(Guid demand, Dictionary<string, DateTimeOffset> reached, bool inside)
        {
            var (match, expert) = (Guid.NewGuid(), Guid.NewGuid());
            var at = reached["listed"].AddDays(random.NextDouble() * 10);
            void Reach(string step, object told)
            {
                events.Add(told);
                reached[step] = reached.TryGetValue(step, out var first) && first < at ? first : at;
                matches[step] = matches.GetValueOrDefault(step) + (inside ? 1 : 0);
                at = at.AddDays(random.NextDouble() * 30);
            }

            Reach("accepted", Told.Decision(match, demand, expert, at));
            if (random.NextDouble() < 0.8)
            {
                Reach("willing", new ContactsAgreed(match, demand, expert, CreditCodes.Next(), CreditCodes.Next(), true, 1, at));
                foreach (var stage in Stages.Take(random.Next(0, 5)))
                {
                    Reach(stage, Told.Stage(match, demand, expert, stage, at));
                }
            }

            return Task.CompletedTask;
        }

        foreach (var told in events.OrderBy(_ => random.Next()))
        {
            await service.Tell(told);
        }

        var funnel = await (await service.Http.GetAsync(new Uri("/v1/funnel?period=2024-Q1&region=440300", UriKind.Relative))).Json();
        var steps = funnel["steps"]!.AsArray().ToDictionary(step => (string)step!["step"]!, step => step!);
        Assert.Equal(8, steps.Count);
        foreach (var (step, row) in steps)
        {
            Assert.Equal((step, needs.GetValueOrDefault(step)?.Count ?? 0), (step, (int)row["needs"]!));
            Assert.Equal(step is "published" or "listed" ? null : matches.GetValueOrDefault(step), (int?)row["matches"]);
            Assert.Equal(days.TryGetValue(step, out var all) ? Math.Round(Median(all), 2) : null, (double?)row["medianDays"]);
        }

        Assert.True((int)steps["acceptance"]["needs"]! > 0);
        Assert.Equal(closed.OrderBy(row => row.Key), funnel["closed"]!.AsArray().ToDictionary(row => (string)row!["reason"]!, row => (int)row!["needs"]!).OrderBy(row => row.Key));
        Assert.Equal(0, (int)(await (await service.Http.GetAsync(new Uri("/v1/funnel?period=2024-Q1&region=440300&field=201", UriKind.Relative))).Json())["steps"]![0]!["needs"]!);
    }

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = (sorted.Length - 1) / 2.0;
        return (sorted[(int)Math.Floor(middle)] + sorted[(int)Math.Ceiling(middle)]) / 2;
    }
}
