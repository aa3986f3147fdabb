using System.Text.Json.Nodes;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Harness;

namespace Matchmaking.Insights.Tests;

/// <summary>Figures are what the events say, counted as their units mean it, in every order of the events.</summary>
public sealed class ComputedFiguresTests(InsightsUnderTest service) : IClassFixture<InsightsUnderTest>
{
    private static readonly DateTimeOffset July = new(2026, 7, 10, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Units_stay_apart_and_a_day_is_a_Chinese_day()
    {
        var (enterprise, other) = (CreditCodes.Next(), CreditCodes.Next());
        var (one, two, third) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var expert = Guid.NewGuid();
        // Midnight in Shanghai is four in the afternoon of the day before in UTC.
        var midnight = new DateTimeOffset(2026, 6, 30, 16, 0, 0, TimeSpan.Zero);
        await service.Tell(Told.Demand(one, enterprise, midnight));
        await service.Tell(Told.Demand(two, enterprise, midnight.AddSeconds(-1)));
        await service.Tell(Told.Demand(third, other, July));
        foreach (var demand in new[] { one, two, third })
        {
            var match = Guid.NewGuid();
            await service.Tell(Told.Decision(match, demand, expert, July));
            await service.Tell(Told.Stage(match, demand, expert, "visited", July, new(2026, 7, 8)));
            await service.Tell(Told.Stage(match, demand, expert, "agreement", July));
            await service.Tell(Told.Stage(match, demand, expert, "contract", July, new(2026, 7, 9), 123_456.78m, 100_000));
        }

        Assert.Equal([("2026-06", 1m), ("2026-07", 2m)], await Values("needs", "from=2026-06&to=2026-07", enterprise, other));
        Assert.Equal([("2026-07", 3m)], await Values("visits", "from=2026-07", enterprise, other));
        Assert.Equal([("2026-07", 37.037034m)], await Values("contract-amount", "from=2026-07", enterprise, other));
        Assert.Equal([("2026-07", 30m)], await Values("transaction-amount", "from=2026-07", enterprise, other));
        Assert.Equal(2, await Of("enterprises-visited", "region=330604&from=2026-07") - await Of("enterprises-visited", "region=330604&from=2026-07&organisation=" + CreditCodes.Next()));
        Assert.Equal(1, await Of("experts-introduced", "from=2026-07&organisation=" + enterprise));
        Assert.Equal((2m, 1m), (await Of("visits", "from=2026-07&organisation=" + enterprise), await Of("enterprises-visited", "from=2026-07&organisation=" + enterprise)));
    }

    [Fact]
    public async Task Whatever_comes_first_and_however_often_the_figures_are_the_same()
    {
        var (enterprise, demand, expert, match) = (CreditCodes.Next(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var first = new DateTimeOffset(2025, 3, 31, 15, 59, 0, TimeSpan.Zero);
        (object Message, Guid Id)[] news =
        [
            (Told.Stage(match, demand, expert, "contract", July, new(2025, 5, 1), 50_000, 0), Guid.NewGuid()),
            (Told.Stage(match, demand, expert, "visited", July, new(2025, 4, 30)), Guid.NewGuid()),
            (Told.Demand(demand, enterprise, first.AddDays(40), revision: 3, first: first), Guid.NewGuid()),
            (Told.Decision(match, demand, expert, first.AddDays(3)), Guid.NewGuid()),
            (Told.Demand(demand, enterprise, first, revision: 1), Guid.NewGuid()),
            (new DemandClosed(demand, 4, "solved", first.AddDays(90)), Guid.NewGuid()),
            (new DemandClosed(demand, 2, "in_verification", first.AddDays(1)), Guid.NewGuid()),
        ];
        foreach (var (message, id) in news.Concat(news))
        {
            await service.Tell(message, id);
        }

        foreach (var (message, _) in news)
        {
            await service.Tell(message);
        }

        async Task<string> All(string period) => string.Join(' ', await Task.WhenAll(
            new[] { "needs", "needs-solved", "matches", "visits", "contracts", "contract-amount" }.Select(async code => $"{await Of(code, $"from={period}&organisation={enterprise}"):0.####}")));

        Assert.Equal(("1 0 0 0 0 0", "0 0 1 1 0 0", "0 0 0 0 1 5", "0 1 0 0 0 0"), (await All("2025-03"), await All("2025-04"), await All("2025-05"), await All("2025-06")));
        Assert.Equal("1 1 1 1 1 5", await All("2025"));
    }

    [Fact]
    public async Task Each_figure_leads_to_the_rows_that_make_it()
    {
        var (enterprise, demand, expert) = (CreditCodes.Next(), Guid.NewGuid(), Guid.NewGuid());
        await service.Tell(Told.Demand(demand, enterprise, July));
        var matches = Enumerable.Range(0, 7).Select(_ => Guid.NewGuid()).ToArray();
        for (var i = 0; i < matches.Length; i++)
        {
            await service.Tell(Told.Stage(matches[i], demand, expert, "contract", July.AddMinutes(i), null, 10_000 * (i + 1), i));
        }

        var seen = new List<JsonNode>();
        for (var address = $"/v1/indicators/contract-amount/rows?period=2026-07&organisation={enterprise}&limit=3"; address is not null;)
        {
            var page = await Get(address);
            seen.AddRange(page["items"]!.AsArray().Select(item => item!));
            address = (string?)page["next"] is { } next ? $"/v1/indicators/contract-amount/rows?period=2026-07&organisation={enterprise}&limit=3&cursor={Uri.EscapeDataString(next)}" : null;
        }

        Assert.Equal(matches, seen.Select(item => (Guid)item["matchId"]!));
        Assert.Equal(await Of("contract-amount", $"from=2026-07&organisation={enterprise}"), seen.Sum(item => (decimal)item["amountYuan"]!) / 10_000);
        Assert.All(seen, item => Assert.Equal((enterprise, "330604", "2026-07-10"), ((string?)item["organisation"], (string?)item["region"], (string?)item["day"])));
    }

    [Fact]
    public async Task A_figure_as_it_was_known_then_stays_whatever_is_told_later()
    {
        var (enterprise, demand, expert) = (CreditCodes.Next(), Guid.NewGuid(), Guid.NewGuid());
        await service.Tell(Told.Demand(demand, enterprise, July));
        await service.Tell(Told.Stage(Guid.NewGuid(), demand, expert, "visited", July));
        service.Clock.Advance(TimeSpan.FromMinutes(2));
        var then = service.Clock.GetUtcNow();
        service.Clock.Advance(TimeSpan.FromMinutes(2));
        var asKnown = $"/v1/indicators/visits/values?from=2026-07&region=330604&asOf={Uri.EscapeDataString(then.ToString("O"))}";
        var before = await service.Http.GetStringAsync(new Uri(asKnown, UriKind.Relative));

        // Another visit in the same month becomes known, and the need moves to another city.
        await service.Tell(Told.Stage(Guid.NewGuid(), demand, expert, "visited", July));
        await service.Tell(Told.Demand(demand, enterprise, July.AddDays(1), "330700", 2, July));

        Assert.Equal(before, await service.Http.GetStringAsync(new Uri(asKnown, UriKind.Relative)));
        Assert.Contains("\"isSettled\":true", before, StringComparison.Ordinal);
        Assert.Equal((0m, 2m), (await Of("visits", $"from=2026-07&region=330604&organisation={enterprise}"), await Of("visits", $"from=2026-07&region=330700&organisation={enterprise}")));
    }

    [Fact]
    public async Task Targets_changes_and_rates_are_told_with_the_value()
    {
        var (enterprise, demand, expert) = (CreditCodes.Next(), Guid.NewGuid(), Guid.NewGuid());
        await service.Tell(Told.Demand(demand, enterprise, July, "320281"));
        DateOnly[] days = [new(2025, 7, 3), new(2025, 7, 4), new(2026, 6, 1), new(2026, 6, 2), new(2026, 6, 3), new(2026, 6, 4), new(2026, 7, 1), new(2026, 7, 2), new(2026, 7, 3)];
        foreach (var day in days)
        {
            await service.Tell(Told.Stage(Guid.NewGuid(), demand, expert, "visited", July, day));
        }

        foreach (var value in new[] { 100, 4 })
        {
            service.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.True((await service.Post("/v1/indicators/visits/targets", new { region = "320281", organisation = enterprise, period = "2026-07", value })).IsSuccessStatusCode);
        }

        var value1 = (await Get($"/v1/indicators/visits/values?from=2026-07&region=320281&organisation={enterprise}"))["items"]![0]!;

        Assert.Equal(
            (3m, 4m, 0.75m, false, 4m, -0.25m, 2m, 0.5m),
            ((decimal)value1["value"]!, (decimal)value1["target"]!, (decimal)value1["rate"]!, (bool)value1["met"]!, (decimal)value1["previous"]!, (decimal)value1["changeOnPrevious"]!,
                (decimal)value1["yearBefore"]!, (decimal)value1["changeOnYear"]!));
    }

    private async Task<List<(string, decimal)>> Values(string code, string query, params string[] organisations)
    {
        var sums = new Dictionary<string, decimal>();
        foreach (var organisation in organisations)
        {
            foreach (var item in (await Get($"/v1/indicators/{code}/values?{query}&organisation={organisation}"))["items"]!.AsArray())
            {
                sums[(string)item!["period"]!] = sums.GetValueOrDefault((string)item["period"]!) + (decimal)item["value"]!;
            }
        }

        return [.. sums.OrderBy(sum => sum.Key, StringComparer.Ordinal).Select(sum => (sum.Key, sum.Value))];
    }

    private async Task<decimal> Of(string code, string query) => (decimal)(await Get($"/v1/indicators/{code}/values?{query}"))["items"]![0]!["value"]!;

    private async Task<JsonNode> Get(string path)
    {
        using var answer = await service.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Json();
    }
}
