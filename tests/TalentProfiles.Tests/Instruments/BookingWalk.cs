using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Dapper;
using Matchmaking.Harness;

namespace Matchmaking.TalentProfiles.Tests.Instruments;

/// <summary>What somebody tries.</summary>
/// <param name="Verb">As the walk counts it.</param>
/// <param name="Who">Whose token.</param>
/// <param name="Path">Address.</param>
/// <param name="Body">As sent; null for none.</param>
/// <param name="IsAllowed">What the rules say from how things stand; null where only the invariants judge.</param>
internal sealed record Attempt(string Verb, HttpClient Who, string Path, object? Body, Func<Task<bool?>> IsAllowed);

/// <summary>A walk by chance over three instruments and their bookings. Rules are written down here once more.</summary>
internal sealed class BookingWalk(InstrumentService service, int seed, ConcurrentDictionary<string, int> answers)
{
    private const string SelectStanding = "select state as State, lower(during) as Begins, upper(during) as Ends, booker_code as Booker from instrument_booking where booking_id = @id";

    private const string SelectIsFree = """
        select not exists (select from instrument_booking where instrument_id = @id and state in ('requested', 'confirmed', 'used') and lower(during) < @to and upper(during) > @from)
           and not exists (select from instrument_outage where instrument_id = @id and lower(during) < @to and upper(during) > @from)
           and not exists (
               select from generate_series(@from::timestamptz, @to::timestamptz - interval '30 minutes', interval '30 minutes') point
               cross join lateral (select opening from instrument_hours where instrument_id = @id order by valid_from desc limit 1) h
               where not exists (select from jsonb_array_elements(h.opening) o where (o ->> 'weekday')::int = extract(isodow from point at time zone 'Asia/Shanghai')
                   and extract(epoch from (point at time zone 'Asia/Shanghai')::time) / 60 between (o ->> 'from')::int and (o ->> 'to')::int - 30))
        """;

    private readonly Random random = new(seed);
    private readonly (string Code, HttpClient Http, string Region)[] bookers =
        [.. Enumerable.Range(0, 3).Select(i => CreditCodes.Next() is var code ? (code, service.As("enterprise", code), i == 0 ? "330602" : "330604") : default)];
    private readonly HttpClient stranger = service.As("institute", CreditCodes.Next());
    private readonly List<Attempt> sent = [];
    private readonly List<Guid> bookings = [];
    private readonly List<(Guid Id, HttpClient Owner, string Code)> instruments = [];

    public async Task Run(int commands)
    {
        instruments.Add(await service.Instrument(InstrumentBody.Always));
        instruments.Add(await service.Instrument());
        instruments.Add(await service.Instrument(i => i["openingHours"] = InstrumentBody.Hours(Enumerable.Range(1, 7), ("00:00", "06:00"), ("18:00", "24:00"))));
        for (var done = 0; done < commands; done++)
        {
            if (random.Next(12) == 0)
            {
                service.Clock.Advance(TimeSpan.FromMinutes(30 * random.Next(1, 60)));
                Count("time passes");
            }

            var attempt = Choose();
            switch (random.Next(100))
            {
                case < 10:
                    await Doubled(attempt);
                    done++;
                    break;
                case < 22:
                    await AtOnce(attempt, random.Next(3) == 0 ? attempt : Choose());
                    done++;
                    break;
                case < 30 when sent.Count > 0:
                    Count("late");
                    await One(sent[random.Next(Math.Max(0, sent.Count - 60), sent.Count)]);
                    break;
                default:
                    await One(attempt);
                    break;
            }
        }
    }

    private Attempt Choose()
    {
        var instrument = instruments[random.Next(instruments.Count)];
        var path = $"/v1/instruments/{instrument.Id}";
        var choice = random.Next(100);
        if (choice < 45 || bookings.Count == 0)
        {
            return Ask(instrument);
        }

        if (choice < 49)
        {
            // On the half hours, so that invariants that look at them see all of it; without a reason bookings stand in its way.
            var from = Slot(2, 200);
            var body = new { from, until = from.AddMinutes(30 * random.Next(1, 20)), cancelReasonCode = random.Next(2) == 0 ? "maintenance" : null };
            return new("maintain", instrument.Owner, $"{path}:maintain", body, () => Task.FromResult<bool?>(null));
        }

        if (choice < 52)
        {
            return new("reopen", random.Next(5) == 0 ? stranger : instrument.Owner, $"{path}/reopen", null, () => Task.FromResult<bool?>(null));
        }

        if (choice < 54)
        {
            var revised = InstrumentBody.Sound(instrument.Code);
            revised["openingHours"] = InstrumentBody.Hours(Enumerable.Range(1, 7), ("00:00", $"{random.Next(8, 13):00}:00"), ("13:00", $"{random.Next(17, 25):00}:00"));
            return new("revise", instrument.Owner, path, revised, () => Task.FromResult<bool?>(null));
        }

        var id = bookings[random.Next(Math.Max(0, bookings.Count - 25), bookings.Count)];
        return (choice % 8) switch
        {
            0 or 1 or 2 => OfOwner("confirm", id, null, standing => standing.State == "requested" && service.Now < standing.Ends),
            3 => OfOwner("decline", id, new { reasonCode = "safety" }, standing => standing.State == "requested"),
            4 or 5 => OfOwner("record-use", id, new { hours = 0.01m * random.Next(1, 200) }, standing => standing.State != "confirmed" || service.Now < standing.Ends ? false : null),
            6 => OfOwner("no-show", id, null, standing => standing.State == "confirmed" && service.Now >= standing.Begins),
            _ => Cancel(id),
        };
    }

    private Attempt Ask((Guid Id, HttpClient Owner, string Code) instrument)
    {
        var (code, http, region) = bookers[random.Next(bookers.Length)];
        var (from, length) = (Slot(0, 240), random.Next(1, 9));
        var to = from.AddMinutes(30 * length);
        return new(
            "ask", http, "/v1/bookings", new { instrumentId = instrument.Id, organisationCreditCode = code, regionCode = region, from, to },
            async () => from >= service.Now.AddHours(2) && await service.Database.Scalar<bool>(SelectIsFree, new { id = instrument.Id, from, to }));
    }

    private Attempt OfOwner(string verb, Guid id, object? body, Func<Standing, bool?> rule)
    {
        var isOwner = random.Next(8) > 0;
        return new(
            verb, isOwner ? service.Http : random.Next(2) == 0 ? stranger : bookers[random.Next(bookers.Length)].Http, $"/v1/bookings/{id}{(body is null ? '/' : ':')}{verb}", body,
            async () => isOwner ? rule(await Stands(id)) : false);
    }

    private Attempt Cancel(Guid id)
    {
        var (code, http, _) = bookers[random.Next(bookers.Length)];
        var isBooker = random.Next(2) == 0;
        return new(
            isBooker ? "cancel as booker" : "cancel as owner", isBooker ? http : service.Http, $"/v1/bookings/{id}:cancel", new { reasonCode = isBooker ? "plans_changed" : "breakdown" },
            async () => await Stands(id) is var standing && standing.State is "requested" or "confirmed" && (!isBooker || (standing.Booker == code && service.Now < standing.Begins)));
    }

    private DateTimeOffset Slot(int least, int most)
    {
        var now = service.Now;
        return new DateTimeOffset(now.Year, now.Month, now.Day, now.Hour, 0, 0, TimeSpan.Zero).AddMinutes(30 * random.Next(least + 1, most));
    }

    private async Task One(Attempt attempt)
    {
        var (allowed, before) = (await attempt.IsAllowed(), await BookingInvariants.Digest(service.Database));
        var answered = await Send(attempt, null);
        Assert.True((allowed ?? answered == "ok") == (answered == "ok"), $"{attempt.Verb}: {answered} where the rules say {allowed}, after {After()}");
        await Hold(attempt.Verb);
        Assert.True(answered == "ok" || before == await BookingInvariants.Digest(service.Database), $"{attempt.Verb} was refused ({answered}) and changed something; {After()}");
    }

    // Under one key nothing is done twice.
    private async Task Doubled(Attempt attempt)
    {
        Count("doubled");
        var key = $"{Guid.NewGuid()}";
        var first = await Send(attempt, key);
        await Hold(attempt.Verb);
        var before = await BookingInvariants.Digest(service.Database);
        var again = await Send(attempt, key);
        Assert.True(attempt.Verb == "revise" || first != "ok" || (again == "ok" && before == await BookingInvariants.Digest(service.Database)), $"{attempt.Verb} twice under one key: {first}, {again}; {After()}");
    }

    private async Task AtOnce(Attempt one, Attempt other)
    {
        Count("at once");
        var both = await Task.WhenAll(Send(one, null), Send(other, null));
        Assert.True(!ReferenceEquals(one, other) || one.Verb is "revise" or "reopen" || both.Count(answer => answer == "ok") <= 1, $"{one.Verb} twice at once: {string.Join(", ", both)}; {After()}");
        await Hold($"{one.Verb} and {other.Verb}");
    }

    private async Task Hold(string after) => Assert.True(await BookingInvariants.Broken(service.Database) is "", $"{await BookingInvariants.Broken(service.Database)} after {after}; {After()}");

    private async Task<Standing> Stands(Guid id)
    {
        await using var connection = await service.Database.Source.OpenConnectionAsync();
        return await connection.QuerySingleAsync<Standing>(SelectStanding, new { id });
    }

    private string After()
    {
        lock (sent)
        {
            return string.Join(", ", sent.TakeLast(6).Select(attempt => attempt.Verb));
        }
    }

    private async Task<string> Send(Attempt attempt, string? key)
    {
        using var request = new HttpRequestMessage(attempt.Verb == "revise" ? HttpMethod.Put : HttpMethod.Post, attempt.Path) { Content = attempt.Body is null ? null : JsonContent.Create(attempt.Body) };
        request.Headers.Add("Idempotency-Key", key is null ? [] : [key]);
        using var answer = await attempt.Who.SendAsync(request);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.False((int)answer.StatusCode >= 500, $"{attempt.Verb}: {(int)answer.StatusCode}; {After()}");
        var code = answer.IsSuccessStatusCode ? "ok" : (string?)JsonNode.Parse(body)!["code"] ?? $"{(int)answer.StatusCode}";
        lock (sent)
        {
            sent.Add(attempt);
            if (code == "ok" && attempt.Verb == "ask" && (Guid)JsonNode.Parse(body)!["id"]! is var id && !bookings.Contains(id))
            {
                bookings.Add(id);
            }
        }

        Count(code == "ok" ? $"{attempt.Verb} ok" : code);
        return code;
    }

    private void Count(string what) => answers.AddOrUpdate(what, 1, (_, count) => count + 1);

    private sealed record Standing(string State, DateTime Begins, DateTime Ends, string Booker);
}
