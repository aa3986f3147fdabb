using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Harness;
using Npgsql;

namespace Matchmaking.MatchReview.Tests.Queue;

/// <summary>One random walk over a demand with its matches, and over another once all of it is decided.</summary>
internal sealed class QueueWalk(WorkedReview service, NpgsqlDataSource database, int seed)
{
    private static readonly string[] Decisions = ["accepted", "held", "held", "rejected"];

    private readonly Random random = new(seed);
    private readonly ModelledPerson[] people = [.. new[] { "p1", "p2", "p3", "o1", "o2" }.Select(name => new ModelledPerson($"{name}-{seed}", name[0] == 'o', service.Person($"{name}-{seed}", name[0] == 'o' ? "operator" : "reviewer")))];
    private readonly List<ModelledMatch> matches = [];
    private readonly List<(Guid Id, int Number)> decided = [];
    private Guid demand;
    private int demandRevision;
    private int list;
    private bool isClosed;
    private int age;
    private (ModelledPerson By, string Path, object Body, string Key, HttpStatusCode Status, string Answer)? last;

    /// <summary>Begins with a demand of its own.</summary>
    public async Task Start()
    {
        (demand, demandRevision, list, isClosed, age, last) = (Guid.NewGuid(), 1, 1, false, 0, null);
        matches.Clear();
        Guid[] talents = [.. Enumerable.Range(0, 5).Select(_ => Guid.NewGuid())];
        var events = talents.Select(talent => (object)Told.Talent(talent)).Append(Told.Demand(demand)).Append(Told.List(demand, 1, talents)).Select(told => (Told: told, Id: Guid.NewGuid())).ToArray();
        await Task.WhenAll(events.Select(told => service.Send(told.Told, told.Id)));
        await service.Received([.. events.Select(told => told.Id)]);
        matches.AddRange((await service.Matches(demand)).Select(stored => new ModelledMatch(stored.Id, stored.Talent) { Status = "pending", List = 1 }));
    }

    /// <summary>Every decision of the walk was told once, in whatever way it was made.</summary>
    public async Task AreTold()
    {
        var told = (await service.Sent<MatchDecided>()).ToLookup(one => one.MatchId, one => one.Number);
        foreach (var (id, number) in decided.Concat(matches.Select(match => (match.Id, match.Number))))
        {
            Assert.Equal(Enumerable.Range(1, number), told[id].Order());
        }
    }

    /// <summary>One command; answers what it was and how it went.</summary>
    public async Task<string> Step()
    {
        if (++age > 150 || matches.All(match => match.IsFinal))
        {
            decided.AddRange(matches.Select(match => (match.Id, match.Number)));
            await Start();
            return "again a demand";
        }

        var (match, by) = (Any(matches), Any(people));
        return random.Next(1000) switch
        {
            < 430 => await Decide(match, by),
            < 560 => await Claim(match, by),
            < 620 => await Release(match, by),
            < 660 => await Assign(match, Any(people)),
            < 690 => await AskSecond(match),
            < 750 => await Bulk(by),
            < 800 => await Race(match),
            < 880 => await Again(),
            < 910 => await Rank(),
            < 915 => await Close(),
            < 925 => await Reopen(),
            < 935 => await Withdraw(match),
            _ => await Pass(),
        };
    }

    /// <summary>What is not as it must be; empty when all is.</summary>
    public Task<string> Faults() => QueueInvariants.Faults(database, demand, matches, service.Clock.GetUtcNow());

    private T Any<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];

    private async Task<string> Decide(ModelledMatch match, ModelledPerson by)
    {
        var decision = Any(Decisions);
        // As seen now, as seen before, or whatever stands there.
        var (tag, isStale) = random.Next(10) switch { < 6 => ($"\"{match.Tag}\"", false), < 8 => ("\"9\"", true), _ => ("*", false) };
        var expected = match.Judge(by, decision, isClosed, service.Clock.GetUtcNow(), isStale ? (match.Status == "held" ? "match_already_decided" : "match_ranked_anew") : null);
        using var answer = await by.Http.Decide(match.Id, decision, tag, by.Name, "irrelevant", decision == "held" && random.Next(2) == 0 ? service.Clock.GetUtcNow().AddMinutes(random.Next(10, 300)) : null);
        var json = await answer.Json();
        var got = answer.StatusCode != HttpStatusCode.Created ? (string)json["code"]! : (bool)json["awaitsSecond"]! ? "opinion" : (bool)json["disputed"]! ? "disputed" : decision;
        Assert.True(expected == got, $"{by.Name} decided {match} as {decision}: {got} instead of {expected}");
        return $"decide {(answer.StatusCode == HttpStatusCode.Created ? "201 " : "")}{got}";
    }

    private async Task<string> Post(ModelledPerson by, string path, string expected, object? body = null)
    {
        var key = $"{Guid.NewGuid()}";
        var (status, text) = await Send(by, path, body, key);
        var got = status == HttpStatusCode.OK ? "200" : (string)JsonNode.Parse(text)!["code"]!;
        Assert.True(expected == got, $"{by.Name} posted {path}: {text} instead of {expected}");
        last = status == HttpStatusCode.OK ? (by, path, body!, key, status, text) : last;
        return got;
    }

    private static async Task<(HttpStatusCode Status, string Text)> Send(ModelledPerson by, string path, object? body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body), Headers = { { "Idempotency-Key", key } } };
        using var answer = await by.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    // The same request once more has the same answer and does nothing, whatever happened since.
    private async Task<string> Again()
    {
        if (last is { } first)
        {
            Assert.Equal((first.Status, first.Answer), await Send(first.By, first.Path, first.Body, first.Key));
        }

        return "again";
    }

    private async Task<string> Claim(ModelledMatch match, ModelledPerson by)
    {
        var expected = match.Refusal(isClosed) ?? (match.IsKeptFrom(by, service.Clock.GetUtcNow(), overrides: false) ? "match_claimed" : match.Opinions.Any(opinion => opinion.By == by.Name) ? "opinion_given" : "200");
        var got = await Post(by, $"/v1/matches/{match.Id}:claim", expected);
        match.Claim = got == "200" ? (by.Name, (DateTimeOffset)JsonNode.Parse(last!.Value.Answer)!["claimedUntil"]!) : match.Claim;
        return $"claim {got}";
    }

    private async Task<string> Release(ModelledMatch match, ModelledPerson by)
    {
        var expected = match.Refusal(isClosed) ?? (match.IsKeptFrom(by, service.Clock.GetUtcNow(), overrides: true) ? "match_claimed" : "200");
        var got = await Post(by, $"/v1/matches/{match.Id}:release", expected);
        match.Claim = got == "200" ? null : match.Claim;
        return $"release {got}";
    }

    private async Task<string> Assign(ModelledMatch match, ModelledPerson to)
    {
        var expected = match.Refusal(isClosed) ?? (match.Opinions.Any(opinion => opinion.By == to.Name) ? "opinion_given" : "200");
        var got = await Post(people[^1], $"/v1/matches/{match.Id}:assign?account={to.Name}", expected);
        match.Claim = got == "200" ? (to.Name, (DateTimeOffset)JsonNode.Parse(last!.Value.Answer)!["claimedUntil"]!) : match.Claim;
        return $"assign {got}";
    }

    private async Task<string> AskSecond(ModelledMatch match)
    {
        var got = await Post(people[^1], $"/v1/matches/{match.Id}:ask-second", match.Refusal(isClosed) ?? "200");
        match.Two |= got == "200";
        return $"ask-second {got}";
    }

    private async Task<string> Bulk(ModelledPerson by)
    {
        var (chosen, decision) = (matches.Where(_ => random.Next(2) == 0).DefaultIfEmpty(matches[0]).ToArray(), Any(Decisions));
        random.Shuffle(chosen);
        var seen = chosen.Select(match => (Match: match, Number: random.Next(3) == 0 ? 0 : match.Number)).ToArray();
        var body = new { matches = seen.Select(row => new { matchId = row.Match.Id, decisionNumber = row.Number == 0 ? (int?)null : row.Number }).ToArray(), decision, reasonCodes = (string[])["time"], reviewer = by.Name };
        var expected = seen.Select(row => row.Match.Judge(by, decision, isClosed, service.Clock.GetUtcNow(), row.Number != row.Match.Number ? "match_already_decided" : null)).ToArray();
        await Post(by, "/v1/matches:decide", "200", body);
        var rows = JsonNode.Parse(last!.Value.Answer)!["matches"]!.AsArray();
        Assert.Equal(
            expected.Select(outcome => outcome is "opinion" or "disputed" ? "opinion" : outcome == decision ? "decided" : outcome), rows.Select(row => (string)row!["outcome"]! is "refused" ? (string)row["code"]! : (string)row["outcome"]!));
        return "bulk 200";
    }

    // Two at once: one decides, or claims, and the other is told so.
    private async Task<string> Race(ModelledMatch match)
    {
        if (match.Refusal(isClosed) is not null || match.Two || match.Opinions.Count > 0 || match.ClaimAt(service.Clock.GetUtcNow()) is not null)
        {
            return "race 0";
        }

        var isClaim = random.Next(2) == 0;
        var racers = people.OrderBy(_ => random.Next()).Take(2).ToArray();
        var answers = await Task.WhenAll(racers.Select(by => isClaim ? by.Http.Act(match.Id, "claim") : by.Http.Decide(match.Id, by == racers[0] ? "held" : "rejected", $"\"{match.Tag}\"", by.Name)));
        var winner = Array.FindIndex(answers, answer => answer.IsSuccessStatusCode);
        Assert.Equal(isClaim ? "match_claimed" : "match_already_decided", await Assert.Single(answers, answer => !answer.IsSuccessStatusCode).ProblemCode());
        if (isClaim)
        {
            match.Claim = (racers[winner].Name, (DateTimeOffset)(await answers[winner].Json())["claimedUntil"]!);
        }
        else
        {
            match.Decide(winner == 0 ? "held" : "rejected");
        }

        return "race 1";
    }

    private async Task<string> Rank()
    {
        if (isClosed)
        {
            return "rank 0";
        }

        list++;
        var listed = matches.Where(match => !match.IsWithdrawn && random.Next(10) < 8).ToArray();
        random.Shuffle(listed);
        await service.Tell(Told.List(demand, demandRevision, list, [.. listed.Select(match => (match.Talent, (long)match.Revision))]));
        foreach (var match in matches.Where(match => match.Status is null or "pending"))
        {
            match.Place(listed.Contains(match), list);
        }

        return "rank";
    }

    private async Task<string> Close()
    {
        isClosed = true;
        await service.Tell(Told.Closed(demand, ++demandRevision));
        matches.ForEach(match => match.Leave());
        return "close";
    }

    private async Task<string> Reopen()
    {
        isClosed = false;
        await service.Tell(Told.Demand(demand, ++demandRevision));
        return "reopen";
    }

    private async Task<string> Withdraw(ModelledMatch match)
    {
        match.IsWithdrawn = !match.IsWithdrawn;
        match.Revision++;
        await service.Tell(match.IsWithdrawn ? Told.Withdrawn(match.Talent, match.Revision) : Told.Talent(match.Talent, match.Revision));
        if (match.IsWithdrawn)
        {
            match.Leave();
            match.Forget();
        }

        return "withdraw";
    }

    private async Task<string> Pass()
    {
        service.Clock.Advance(TimeSpan.FromMinutes(Any((int[])[7, 13, 40, 40, 700])));
        await Task.WhenAll(random.Next(4) == 0 ? [service.Look(), service.Look()] : Array.Empty<Task>());
        return "time";
    }
}
