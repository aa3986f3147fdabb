using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Matchmaking.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.TalentProfiles.Tests.Instruments;

/// <summary>A time that stands still until a test moves it; never at a half hour, where slots begin and end.</summary>
public sealed class StandingClock : TimeProvider
{
    private long ticks = new DateTimeOffset(DateTimeOffset.UtcNow.Year, DateTimeOffset.UtcNow.Month, DateTimeOffset.UtcNow.Day, DateTimeOffset.UtcNow.Hour, 7, 13, TimeSpan.Zero).Ticks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

    /// <summary>Goes on to seven minutes after the begin of a local day that lies ahead.</summary>
    public void GoTo(DateOnly day) => Interlocked.Exchange(ref ticks, InstrumentBody.Local(day, 0).AddMinutes(7).AddSeconds(13).Ticks);
}

/// <summary>The service under a clock that a test moves.</summary>
public class InstrumentService : ServiceUnderTest<Program>
{
    public StandingClock Clock { get; } = new();

    public DateTimeOffset Now => Clock.GetUtcNow();

    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string> { ["Instrument:DaysAhead"] = "36500" };

    protected override void ConfigureServices(IServiceCollection services) => services.AddSingleton<TimeProvider>(Clock);

    /// <summary>Registers an instrument of a fresh enterprise, or of <paramref name="owner"/>; answers its id and a client of the owner.</summary>
    public async Task<(Guid Id, HttpClient Owner, string Code)> Instrument(Action<JsonObject>? change = null, string? owner = null)
    {
        var code = owner ?? CreditCodes.Next();
        var http = As("enterprise", code);
        var body = InstrumentBody.Sound(code);
        change?.Invoke(body);
        var answer = await http.PostAsJsonAsync("/v1/instruments", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return ((Guid)(await answer.Json())["id"]!, http, code);
    }

    /// <summary>Asks for a slot.</summary>
    public static Task<HttpResponseMessage> Ask(HttpClient http, Guid instrument, string code, DateTimeOffset from, DateTimeOffset to, string region = "330604", string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/bookings")
        {
            Content = JsonContent.Create(new { instrumentId = instrument, organisationCreditCode = code, regionCode = region, from, to }),
        };
        request.Headers.Add("Idempotency-Key", key is null ? [] : [key]);
        return http.SendAsync(request);
    }

    /// <summary>Asks for a slot, gets it confirmed and, where hours are given, used; the clock goes on past its end. Answers its id.</summary>
    public async Task<Guid> Booked((Guid Id, HttpClient Owner, string Code) instrument, DateTimeOffset from, DateTimeOffset to, string? booker = null, decimal? hours = null, string region = "330604", decimal? quantity = null)
    {
        var code = booker ?? CreditCodes.Next();
        using var http = As("enterprise", code);
        var asked = await Ask(http, instrument.Id, code, from, to, region);
        Assert.True(asked.IsSuccessStatusCode, await asked.Content.ReadAsStringAsync());
        var id = (Guid)(await asked.Json())["id"]!;
        await instrument.Owner.Done($"/v1/bookings/{id}/confirm");
        if (hours is not null)
        {
            if (Now < to)
            {
                Clock.Advance(to - Now + TimeSpan.FromMinutes(7));
            }

            await instrument.Owner.Done($"/v1/bookings/{id}:record-use", new { hours, quantity });
        }

        return id;
    }
}

/// <summary>Bodies and answers of instruments.</summary>
internal static class InstrumentBody
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>Open from Monday to Friday, 09:00 to 12:00 and 13:30 to 17:30.</summary>
    public static JsonObject Sound(string owner, string kind = "enterprise") => JsonNode.Parse("""
        {
          "kind": "instrument", "platformKind": null, "name": "场发射扫描电子显微镜", "englishName": "Field Emission SEM", "model": "Sigma-300", "regionCode": "330604", "fields": ["401", "40304"],
          "indicators": "分辨率 1.2 nm", "sampleRequirements": "干燥、导电", "serviceDays": 3, "valueYuan": 2600000, "boughtOn": "2021-06-01", "priceYuan": 400, "priceElsewhereYuan": 480.5,
          "priceUnit": "hour", "leadHours": 2, "closedDays": []
        }
        """)!.AsObject().With("ownerCreditCode", owner).With("ownerKind", kind).With("openingHours", Hours(Enumerable.Range(1, 5), ("09:00", "12:00"), ("13:30", "17:30")));

    public static JsonArray Hours(IEnumerable<int> weekdays, params (string From, string To)[] intervals) =>
        [.. weekdays.SelectMany(day => intervals.Select(interval => (JsonNode)new JsonObject { ["weekday"] = day, ["from"] = interval.From, ["to"] = interval.To }))];

    /// <summary>Open without a break.</summary>
    public static void Always(JsonObject body) => body["openingHours"] = Hours(Enumerable.Range(1, 7), ("00:00", "24:00"));

    /// <summary>A time of a local day, UTC.</summary>
    public static DateTimeOffset Local(DateOnly day, double hour) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), China).AddHours(hour).ToUniversalTime();

    /// <summary>The local day of a time.</summary>
    public static DateOnly Day(DateTimeOffset time) => DateOnly.FromDateTime(time.ToOffset(China).DateTime);

    /// <summary>The next Monday but one, so that it lies ahead by a week at least.</summary>
    public static DateOnly Monday(this InstrumentService service)
    {
        var day = Day(service.Now).AddDays(7);
        while (day.DayOfWeek != DayOfWeek.Monday)
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>Posts and expects it done.</summary>
    public static async Task<JsonNode> Done(this HttpClient http, string path, object? body = null)
    {
        var answer = await (body is null ? http.PostAsync(new Uri(path, UriKind.Relative), null) : http.PostAsJsonAsync(path, body));
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Json();
    }

    /// <summary>Posts and expects a problem; answers its code.</summary>
    public static async Task<string?> Refused(this HttpClient http, string path, object? body = null)
    {
        var answer = await (body is null ? http.PostAsync(new Uri(path, UriKind.Relative), null) : http.PostAsJsonAsync(path, body));
        return answer.IsSuccessStatusCode ? "done" : await answer.ProblemCode();
    }

    /// <summary>Reads.</summary>
    public static async Task<JsonNode> Read(this HttpClient http, string path)
    {
        var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await answer.Json();
    }
}
