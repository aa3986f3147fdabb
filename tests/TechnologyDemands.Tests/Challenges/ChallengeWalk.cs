using System.Collections.Concurrent;
using System.Net.Http.Json;
using Matchmaking.Harness;
using Npgsql;

namespace Matchmaking.TechnologyDemands.Tests.Challenges;

/// <summary>What somebody tries.</summary>
/// <param name="Verb">As the walk counts it.</param>
/// <param name="Who">Whose token.</param>
/// <param name="Method">Of HTTP.</param>
/// <param name="Path">Address.</param>
/// <param name="Body">As sent; null for none.</param>
/// <param name="IsAllowed">What the rules say from how things stand; null where that hangs on sums that the invariants add up.</param>
/// <param name="IsOnce">Done once, it is refused the second time.</param>
internal sealed record Try(string Verb, HttpClient Who, HttpMethod Method, string Path, object? Body, Func<ChallengeInvariants, bool?> IsAllowed, bool IsOnce = true);

/// <summary>A walk by chance through challenges of one enterprise. Rules are written down here once more, by states alone; everything else the invariants see.</summary>
internal sealed partial class ChallengeWalk(ChallengeService service, int seed, ConcurrentDictionary<string, int> answers)
{
    private const int CommandsOfAChallenge = 160;
    private static readonly string[] Parties = ["enterprise", "team", "bureau"];

    private readonly Random random = new(seed);
    private readonly List<Try> sent = [];
    private readonly (string Code, HttpClient Http)[] bidders = [.. Enumerable.Range(0, 4).Select(_ => CreditCodes.Next()).Select(code => (code, service.As("institute", code)))];
    private readonly HttpClient stranger = service.As("enterprise", CreditCodes.Next());
    private readonly HttpClient distant = service.As("reviewer", regions: ["54"]);
    private Way way = null!;
    private ChallengeInvariants stands = null!;
    private NpgsqlConnection eye = null!;

    public async Task Run(int commands)
    {
        await service.RegisterPool();
        await using var opened = await ChallengeInvariants.Open(service.Database);
        eye = opened;
        var ofThis = CommandsOfAChallenge;
        for (var done = 0; done < commands; done++, ofThis++)
        {
            if (ofThis >= CommandsOfAChallenge || (stands.State is "completed" or "ended" && random.Next(3) == 0))
            {
                way = await service.Challenge(teams: random.Next(1, 4));
                (ofThis, stands) = (0, await ChallengeInvariants.Of(eye, way.Id, 0));
                sent.Clear();
            }

            if (random.Next(14) == 0)
            {
                await service.Pass(TimeSpan.FromDays(random.Next(1, 17)));
                await Hold("time passed");
            }

            var command = Choose();
            switch (random.Next(100))
            {
                case < 10:
                    await Doubled(command);
                    done++;
                    break;
                case < 20:
                    await AtOnce(command, random.Next(2) == 0 ? command : Choose());
                    done++;
                    break;
                case < 28 when sent.Count > 0:
                    Count("late");
                    await One(sent[random.Next(sent.Count)]);
                    break;
                default:
                    await One(command);
                    break;
            }
        }
    }

    private async Task One(Try command)
    {
        var allowed = command.IsAllowed(stands);
        var (before, answered) = (stands, await Send(command, null));
        Assert.True((allowed ?? answered == "ok") == (answered == "ok"), $"{command.Verb}: {answered} where the rules say {allowed} in {stands.Everything}, after {After()}");
        await Hold(command.Verb);
        Assert.True(answered == "ok" || stands.Everything == before.Everything, $"{command.Verb} was refused ({answered}) and changed something: {before.Everything} to {stands.Everything}");
    }

    // Under one key nothing is done twice.
    private async Task Doubled(Try command)
    {
        Count("doubled");
        var key = $"{Guid.NewGuid()}";
        var first = await Send(command, key);
        await Hold(command.Verb);
        var before = stands;
        var again = await Send(command, key);
        await Hold(command.Verb);
        Assert.True(command.Method != HttpMethod.Post || first != "ok" || (again == "ok" && stands.Everything == before.Everything), $"{command.Verb} twice under one key: {first}, {again}, {before.Everything} to {stands.Everything}");
    }

    private async Task AtOnce(Try one, Try other)
    {
        Count("at once");
        var allowed = one.IsAllowed(stands);
        var both = await Task.WhenAll(Send(one, null), Send(other, null));
        await Hold($"{one.Verb} and {other.Verb}");
        if (ReferenceEquals(one, other) && allowed is { } may)
        {
            Assert.True(both.Count(answer => answer == "ok") == (may ? one.IsOnce ? 1 : 2 : 0), $"{one.Verb} twice at once: {string.Join(", ", both)} where the rules say {may}; {stands.Everything}");
        }
    }

    private async Task Hold(string after)
    {
        var now = await ChallengeInvariants.Of(eye, way.Id, stands.Number);
        Assert.True(now.Broken is null, $"{now.Broken} after {after}: {now.Everything}; {After()}");
        Assert.True(now.Known == stands.Whole && now.BidSteps >= stands.BidSteps, $"A step was changed after {after}: {stands.Everything} to {now.Everything}");
        stands = now;
        Count($"in {now.State}");
        if (now.AllBids.Any(bid => bid.State == "called_off"))
        {
            Count("called off");
        }
    }

    private string After() => string.Join(", ", sent.TakeLast(6).Select(command => command.Verb));

    private async Task<string> Send(Try command, string? key)
    {
        using var request = new HttpRequestMessage(command.Method, command.Path) { Content = command.Body is null ? null : JsonContent.Create(command.Body) };
        request.Headers.Add("Idempotency-Key", key is null ? [] : [key]);
        using var answer = await command.Who.SendAsync(request);
        lock (sent)
        {
            sent.Add(command);
        }

        var code = answer.IsSuccessStatusCode ? "ok" : await answer.ProblemCode() ?? $"{(int)answer.StatusCode}";
        Assert.False((int)answer.StatusCode >= 500, $"{command.Verb}: {(int)answer.StatusCode} in {stands.Everything}");
        Count(code == "ok" ? $"{command.Verb} ok" : code);
        return code;
    }

    private void Count(string what) => answers.AddOrUpdate(what, 1, (_, count) => count + 1);
}
