using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Matchmaking.Harness;

namespace Matchmaking.TechnologyDemands.Tests.Verification;

/// <summary>A walk by chance through needs of one enterprise, the same for the same seed but for who of two at once comes first.</summary>
internal sealed class VerificationWalk
{
    private const int CommandsOfANeed = 50;
    private static readonly string[] Regions = [VerifyingService.AllLevels, VerifyingService.AllLevels, VerifyingService.DepartmentAndCommittee, VerifyingService.Department, VerifyingService.None];
    private static readonly string[] Verifying = ["pass", "return", "veto", "lift"];
    private static readonly string[] Filing = ["publish", "revise", "withdraw"];
    private static readonly string[] Levels = ["department", "third_party", "committee"];

    private readonly VerifyingService service;
    private readonly ConcurrentDictionary<string, int> answers;
    private readonly Random random;
    private readonly string enterprise;
    private readonly Actor[] actors;
    private readonly List<Command> sent = [];
    private VerificationModel model = new([]);
    private Guid id;
    private string region = "";
    private int titles;
    private (int Steps, string Sum) known;

    private VerificationWalk(VerifyingService service, int seed, ConcurrentDictionary<string, int> answers, string enterprise)
    {
        (this.service, this.answers, random, this.enterprise) = (service, answers, new Random(seed), enterprise);
        Actor Of(string name, string role, string organisation, bool files, string[] levels, bool isElsewhere = false, string[]? regions = null) =>
            new($"{name}-{seed}", service.Account(role, organisation, $"{name}-{seed}", regions), files, levels, isElsewhere);
        actors =
        [
            Of("clerk", "enterprise", enterprise, true, []), Of("manager", "enterprise", enterprise, true, []), Of("stranger", "enterprise", CreditCodes.Next(), true, [], true),
            Of("reviewer", "reviewer", VerifyingService.Bureau, false, ["department"]), Of("second", "reviewer", VerifyingService.Bureau, false, ["department"], regions: ["37"]),
            Of("distant", "reviewer", VerifyingService.Bureau, false, ["department"], true, ["54"]),
            Of("auditor", "reviewer", VerifyingService.ThirdParty, false, ["department", "third_party"]), Of("partner", "reviewer", VerifyingService.ThirdParty, false, ["department", "third_party"]),
            Of("chief", "operator", VerifyingService.Bureau, true, ["committee"]), Of("deputy", "operator", VerifyingService.Bureau, true, ["committee"]),
            Of("everywhere", "reviewer,operator", VerifyingService.ThirdParty, true, Levels),
        ];
    }

    public static async Task<VerificationWalk> Begin(VerifyingService service, int seed, ConcurrentDictionary<string, int> answers) => new(service, seed, answers, await service.RegisterEnterprise());

    public async Task Run(int commands)
    {
        for (var done = 0; done < commands;)
        {
            if (done % CommandsOfANeed == 0 || model.Demand == "closed" && random.Next(4) == 0)
            {
                await NextNeed();
            }

            done += random.Next(100) switch
            {
                < 12 => await Doubled(Choose()),
                < 20 when sent.Count > 0 => await One(sent[random.Next(sent.Count)], "late"),
                < 30 => await AtOnce(Choose(), Choose()),
                _ => await One(Choose(), null),
            };
            var now = await VerificationInvariants.Of(service.Database, id, known.Steps);
            Assert.True(now.Broken is null && now.State == model.State && (known.Sum.Length == 0 || now.Known == known.Sum), $"{now} where the model has {model.State} after\n{string.Join('\n', sent.TakeLast(8))}");
            known = (model.Steps.Count, now.All);
        }
    }

    private async Task NextNeed()
    {
        region = Regions[random.Next(Regions.Length)];
        model = new VerificationModel(VerifyingService.Chains[region].Split(',', StringSplitOptions.RemoveEmptyEntries));
        using var answer = await actors[0].Http.PostAsJsonAsync("/v1/demands", Body());
        id = (Guid)(await answer.Json())["id"]!;
        known = (0, "");
        sent.Clear();
    }

    private JsonObject Body() => DemandBody.Sound(enterprise).With("regionCode", region).With("title", $"第{++titles}稿");

    // Mostly what makes sense where the need stands, by whoever may; else anything by anybody.
    private Command Choose()
    {
        var revision = random.Next(10) switch { < 4 => (long?)null, < 8 => model.Revision, _ => random.NextInt64(1, model.Revision + 2) };
        var anybody = actors[random.Next(actors.Length)];
        if (random.Next(100) < 3)
        {
            return new Command(anybody, "close", null, null, revision);
        }

        if (random.Next(3) == 0)
        {
            var verb = random.Next(3) == 0 ? Filing[random.Next(Filing.Length)] : Verifying[random.Next(Verifying.Length)];
            return Filing.Contains(verb) ? new Command(anybody, verb, null, null, revision) : Step(anybody, verb, Levels[random.Next(Levels.Length)], revision);
        }

        var filer = actors.Where(actor => actor.Files && !actor.IsElsewhere).ElementAt(random.Next(5));
        Actor Of(string level) => actors.Where(actor => actor.Levels.Contains(level)).OrderBy(_ => random.Next()).First();
        var higher = Levels[random.Next(Levels.Length)];
        return model.Demand switch
        {
            "draft" => new Command(filer, random.Next(4) == 0 ? "revise" : "publish", null, null, revision),
            "in_verification" when random.Next(12) == 0 => new Command(filer, "withdraw", null, null, revision),
            "in_verification" => Step(Of(model.Waiting!), random.Next(10) switch { < 6 => "pass", < 9 => "return", _ => "veto" }, model.Waiting!, revision),
            "vetoed" => Step(Of(higher), "lift", higher, revision),
            _ => new Command(filer, "revise", null, null, revision),
        };
    }

    private Command Step(Actor actor, string verb, string level, long? revision) =>
        // Only to a level before the own one: anything else is refused before the need is asked for.
        new(actor, verb, level, verb == "return" ? (string[])["filing", .. Levels.TakeWhile(other => other != level)] is var to ? to[random.Next(to.Length)] : null : null, revision);

    private async Task<int> One(Command command, string? how)
    {
        var (expected, next) = model.Try(command);
        Expect(command, expected, await Send(command, null));
        model = next;
        Count(how);
        return 1;
    }

    private async Task<int> Doubled(Command command)
    {
        var key = command.Verb == "revise" ? null : $"{Guid.NewGuid()}";
        var (expected, next) = model.Try(command);
        Expect(command, expected, await Send(command, key));
        // Under the key of one that succeeded nothing happens again.
        var (again, after) = expected == "ok" && key is not null ? ("ok", next) : next.Try(command);
        model = next;
        Expect(command, again, await Send(command, key));
        model = after;
        Count("doubled");
        return 2;
    }

    // Whoever comes first: both are answered as if they had come one after the other, in one of the two orders.
    private async Task<int> AtOnce(Command one, Command other)
    {
        var answered = await Task.WhenAll(Send(one, null), Send(other, null));
        var (first, afterOne) = model.Try(one);
        var (second, afterBoth) = afterOne.Try(other);
        var (otherFirst, afterOther) = model.Try(other);
        var (oneSecond, afterBothOtherwise) = afterOther.Try(one);
        var stands = (await VerificationInvariants.Of(service.Database, id, 0)).State;
        var isInOrder = answered[0] == first && answered[1] == second && stands == afterBoth.State;
        Assert.True(
            isInOrder || (answered[0] == oneSecond && answered[1] == otherFirst && stands == afterBothOtherwise.State),
            $"At once {one}: {answered[0]}, and {other}: {answered[1]}; {stands} where the model has {first}, {second}, {afterBoth.State} or {oneSecond}, {otherFirst}, {afterBothOtherwise.State}");
        model = isInOrder ? afterBoth : afterBothOtherwise;
        Count("at once");
        return 2;
    }

    private void Expect(Command command, string expected, string answered) =>
        Assert.True(expected == answered, $"{command}: {answered} where the model says {expected} in {model.State}, chain {string.Join(',', model.Chain)}, after\n{string.Join('\n', sent.TakeLast(8))}");

    private async Task<string> Send(Command command, string? key)
    {
        var path = command.Verb switch { "publish" or "close" => $"/{command.Verb}", "revise" => "", _ => $"/verification:{command.Verb}" };
        using var request = new HttpRequestMessage(command.Verb == "revise" ? HttpMethod.Put : HttpMethod.Post, $"/v1/demands/{id}{path}");
        request.Content = command.Verb switch
        {
            "publish" or "withdraw" => null,
            "revise" => JsonContent.Create(Body()),
            "close" => JsonContent.Create(new { reason = "solved" }),
            "pass" => JsonContent.Create(new { level = command.Level }),
            "return" => JsonContent.Create(new { level = command.Level, returnTo = command.To, reasonCodes = (string[])["incomplete"], text = "缺项" }),
            "veto" => JsonContent.Create(new { level = command.Level, reasonCodes = (string[])["falsified_figures"], text = "造假" }),
            _ => JsonContent.Create(new { level = command.Level, reasonCodes = (string[])["appeal_upheld"], text = "申诉" }),
        };
        request.Headers.TryAddWithoutValidation("If-Match", command.Revision is { } revision ? $"\"{revision}\"" : "*");
        request.Headers.Add("Idempotency-Key", key is null ? [] : [key]);
        var answered = await Steps.Code(await command.Actor.Http.SendAsync(request));
        sent.Add(command);
        Count(answered == "ok" ? $"{command.Verb} ok" : answered);
        return answered;
    }

    private void Count(string? what)
    {
        if (what is not null)
        {
            answers.AddOrUpdate(what, 1, (_, count) => count + 1);
        }
    }
}
