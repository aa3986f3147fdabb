using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests.Instruments;

/// <summary>使用率 against a count that goes from minute to minute and knows nothing of ranges.</summary>
public sealed class UtilisationTests(InstrumentService service) : IClassFixture<InstrumentService>
{
    private sealed record Hours(DateTimeOffset Since, (int Weekday, int From, int To)[] Open, HashSet<DateOnly> Closed);

    private sealed record Use(DateTimeOffset From, DateTimeOffset To, decimal Hours, bool IsElsewhere, string Booker);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task It_is_what_counting_each_minute_gives_and_stays_so_when_hours_change_later(int seed)
    {
        var random = new Random(seed);
        var first = new DateOnly(InstrumentBody.Day(service.Now).Year + 1 + (seed * 2), 1, 25);
        service.Clock.GoTo(first);
        var (versions, outages, uses) = (new List<Hours>(), new List<(DateTimeOffset From, DateTimeOffset To)>(), new List<Use>());
        var bookers = Enumerable.Range(0, 4).Select(_ => CreditCodes.Next()).ToArray();
        var opening = Opening();
        var instrument = await service.Instrument(i => i.With("leadHours", 0).With("openingHours", Form(opening)).With("closedDays", Days(opening.Closed)));
        versions.Add(opening);
        for (var day = first.AddDays(1); day < first.AddDays(70); day = day.AddDays(random.Next(1, 3)))
        {
            service.Clock.GoTo(day);
            if (random.Next(9) == 0)
            {
                opening = Opening();
                versions.Add(opening);
                (await instrument.Owner.PutAsJsonAsync($"/v1/instruments/{instrument.Id}", InstrumentBody.Sound(instrument.Code).With("leadHours", 0).With("openingHours", Form(opening)).With("closedDays", Days(opening.Closed))))
                    .EnsureSuccessStatusCode();
            }
            else if (random.Next(6) == 0 && outages.TrueForAll(outage => outage.To <= service.Now))
            {
                // To the minute; it begins at night, when nothing is open.
                var until = service.Now.AddHours(random.Next(1, 30)).AddSeconds(-13);
                await instrument.Owner.Done($"/v1/instruments/{instrument.Id}:maintain", new { until });
                outages.Add((service.Now, until));
            }

            foreach (var (_, from, to) in opening.Open.Where(hours => hours.Weekday == Weekday(day)))
            {
                var (begin, end, elsewhere, booker) = (InstrumentBody.Local(day, from / 60.0), InstrumentBody.Local(day, to / 60.0), random.Next(3) == 0, bookers[random.Next(4)]);
                if (random.Next(2) == 0 && begin > service.Now && !opening.Closed.Contains(day) && outages.TrueForAll(outage => outage.To <= begin || outage.From >= end))
                {
                    var hours = Math.Round((decimal)(end - begin).TotalHours * (decimal)random.NextDouble() * 0.9m, 2) + 0.1m;
                    hours = Math.Min(hours, (decimal)(end - begin).TotalHours);
                    await service.Booked(instrument, begin, end, booker, hours, elsewhere ? "330602" : "330604");
                    uses.Add(new Use(begin, end, hours, elsewhere, booker));
                }
            }
        }

        Assert.InRange(uses.Count, 5, 200);
        service.Clock.GoTo(first.AddDays(100));
        string[] periods = [$"period={first.Year}-02", $"period={first.Year}-Q1", $"from={first:yyyy-MM-dd}&to={first.AddDays(70):yyyy-MM-dd}", $"from={first.AddDays(-9):yyyy-MM-dd}&to={first.AddDays(17):yyyy-MM-dd}"];
        var before = await Asked();
        for (var i = 0; i < periods.Length; i++)
        {
            var (from, to) = i switch
            {
                0 => (new DateOnly(first.Year, 2, 1), new DateOnly(first.Year, 3, 1)),
                1 => (new DateOnly(first.Year, 1, 1), new DateOnly(first.Year, 4, 1)),
                2 => (first, first.AddDays(70)),
                _ => (first.AddDays(-9), first.AddDays(17)),
            };
            var (begin, end) = (InstrumentBody.Local(from, 0), InstrumentBody.Local(to, 0));
            var available = Available(begin, end);
            var within = uses.Where(use => use.From >= begin && use.From < end).ToArray();
            var used = within.Sum(use => use.Hours);
            Assert.Equal((double)available, (double)before[i]["availableHours"]!, 0.02);
            Assert.Equal(Math.Round(used, 2), (decimal)before[i]["usedHours"]!);
            Assert.Equal((double)(used / available), (double)before[i]["utilisation"]!, 0.001);
            Assert.Equal((within.Length, within.Count(use => use.IsElsewhere), within.Select(use => use.Booker).Distinct().Count()),
                ((int)before[i]["uses"]!, (int)before[i]["elsewhereUses"]!, (int)before[i]["organisations"]!));
            Assert.Equal((double)(within.Where(use => use.IsElsewhere).Sum(use => use.Hours) / used), (double)before[i]["elsewhereShare"]!, 0.001);
            Assert.Equal(used / available < 0.4m, (bool)before[i]["belowThreshold"]!);
        }

        // What comes later changes nothing of what was.
        (await instrument.Owner.PutAsJsonAsync($"/v1/instruments/{instrument.Id}", InstrumentBody.Sound(instrument.Code).With("openingHours", InstrumentBody.Hours([3], ("01:00", "02:00"))))).EnsureSuccessStatusCode();
        await instrument.Owner.Done($"/v1/instruments/{instrument.Id}:retire", new { });
        Assert.Equal(before.Select(view => view.ToJsonString()), (await Asked()).Select(view => view.ToJsonString()));

        async Task<JsonNode[]> Asked() => [.. await Task.WhenAll(periods.Select(period => instrument.Owner.Read($"/v1/instruments/{instrument.Id}/utilisation?{period}")))];

        Hours Opening() => new(
            service.Now,
            [.. Enumerable.Range(1, 7).Where(_ => random.Next(4) > 0).SelectMany(day => new[] { (day, 60 * random.Next(6, 9), 30 * random.Next(19, 24)), (day, 60 * 13, 30 * random.Next(29, 48)) })],
            [.. Enumerable.Range(0, 4).Select(_ => first.AddDays(random.Next(0, 70)))]);

        decimal Available(DateTimeOffset begin, DateTimeOffset end)
        {
            var minutes = 0;
            for (var minute = begin; minute < end; minute = minute.AddMinutes(1))
            {
                var (day, ofDay) = (InstrumentBody.Day(minute), (int)(minute.ToOffset(TimeSpan.FromHours(8)).TimeOfDay.TotalMinutes));
                var holds = versions.LastOrDefault(version => version.Since <= minute);
                minutes += holds is not null && !holds.Closed.Contains(day) && holds.Open.Any(hours => hours.Weekday == Weekday(day) && hours.From <= ofDay && ofDay < hours.To)
                    && outages.TrueForAll(outage => minute < outage.From || minute >= outage.To) ? 1 : 0;
            }

            return minutes / 60m;
        }
    }

    [Fact]
    public async Task The_table_of_a_bureau_tells_houses_from_visits_and_marks_what_is_little_used()
    {
        const string District = "511011";
        var always = (Action<JsonObject>)(i =>
        {
            InstrumentBody.Always(i);
            i.With("regionCode", District).With("leadHours", 0);
        });
        var (one, two) = (await service.Instrument(always), await service.Instrument(always));
        var line = await service.Instrument(i =>
        {
            always(i);
            i.With("kind", "pilot_line").With("model", null);
        });
        var start = InstrumentBody.Day(service.Now).AddDays(3);
        var (a, b) = (CreditCodes.Next(), CreditCodes.Next());
        service.Clock.GoTo(start.AddDays(-1));
        await service.Booked(one, InstrumentBody.Local(start, 0), InstrumentBody.Local(start, 10), a, 10, District);
        await service.Booked(one, InstrumentBody.Local(start, 12), InstrumentBody.Local(start, 22), b, 9, "511002");
        await service.Booked(two, InstrumentBody.Local(start.AddDays(1), 0), InstrumentBody.Local(start.AddDays(1), 2), a, 1, District);
        // Reaches over the end: half of its hours count, and the use, which begins before, does.
        await service.Booked(two, InstrumentBody.Local(start.AddDays(1), 23), InstrumentBody.Local(start.AddDays(1), 25), a, 2, District);
        service.Clock.GoTo(start.AddDays(4));
        var path = $"/v1/instruments/utilisation?from={start:yyyy-MM-dd}&to={start.AddDays(2):yyyy-MM-dd}&region=511000";
        var table = await service.Http.Read(path);
        using var far = service.As("reviewer", regions: ["54"]);

        Assert.Equal(2, (int)table["organisations"]!);
        Assert.Equal(
            [$"{District} instrument 2 96 21 0.2188 0.4286 4 2 2", $"{District} pilot_line 1 48 0 0  0 0 1"],
            table["rows"]!.AsArray().Select(row => string.Create(System.Globalization.CultureInfo.InvariantCulture,
                $"{row!["regionCode"]} {row["kind"]} {row["instruments"]} {(double)row["availableHours"]!} {(double)row["usedHours"]!} {(double?)row["utilisation"]} {(double?)row["elsewhereShare"]} {row["uses"]} {row["organisations"]} {row["below"]}")));
        Assert.Empty((await far.Read(path))["rows"]!.AsArray());
        Assert.Equal(0.3958, (double)(await line.Owner.Read($"/v1/instruments/{one.Id}/utilisation?from={start:yyyy-MM-dd}&to={start.AddDays(2):yyyy-MM-dd}"))["utilisation"]!);
    }

    private static int Weekday(DateOnly day) => day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek;

    private static JsonArray Form(Hours hours) =>
        [.. hours.Open.Select(open => (JsonNode)new JsonObject { ["weekday"] = open.Weekday, ["from"] = $"{open.From / 60:00}:{open.From % 60:00}", ["to"] = $"{open.To / 60:00}:{open.To % 60:00}" })];

    private static JsonArray Days(IEnumerable<DateOnly> days) => [.. days.Select(day => JsonValue.Create(day.ToString("yyyy-MM-dd")))];
}
