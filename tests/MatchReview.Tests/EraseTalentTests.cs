using System.Net;
using System.Net.Http.Json;
using Matchmaking.Contracts.Erasure;
using Matchmaking.Harness;

namespace Matchmaking.MatchReview.Tests;

public sealed class EraseTalentTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task Nothing_of_an_erased_expert_is_left_and_what_was_decided_still_counts()
    {
        var (marker, talent, other, decided, pending) = ($"标记{Guid.NewGuid():N}", Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await service.Tell(Told.Demand(decided), Told.Demand(pending), Told.Talent(talent, name: marker), Told.Talent(other), Marked(Told.List(decided, 1, talent, other), marker), Marked(Told.List(pending, 1, talent), marker));
        var match = (await service.Matches(decided))[0].Id;
        (await service.Http.Act(match, "ask-second")).EnsureSuccessStatusCode();
        var waiting = (await service.Matches(pending))[0].Id;
        (await service.Http.Act(waiting, "ask-second")).EnsureSuccessStatusCode();
        foreach (var (subject, decides) in new[] { ("甲", match), ("乙", match), ("甲", waiting) })
        {
            using var person = service.Person(subject);
            using var said = JsonContent.Create(new { decision = "accepted", reasonCodes = (string[])["good_fit"], reviewer = "审核员" + subject, note = marker });
            said.Headers.TryAddWithoutValidation("Idempotency-Key", $"{Guid.NewGuid()}");
            (await person.PostAsync(new Uri($"/v1/matches/{decides}/decision", UriKind.Relative), said)).EnsureSuccessStatusCode();
        }

        (await service.Post($"/v1/matches/{match}/comments", new { text = marker }, $"{Guid.NewGuid()}")).EnsureSuccessStatusCode();
        (await service.Post(
            $"/v1/matches/{match}/progress", new { stage = "visited", recordedBy = "联络员甲", note = marker, visit = new { visitedOn = "2026-05-01", minutes = marker } }, $"{Guid.NewGuid()}")).EnsureSuccessStatusCode();
        (await service.Progress(match, "agreement")).EnsureSuccessStatusCode();
        (await service.Progress(match, "contract")).EnsureSuccessStatusCode();
        (await service.Post($"/v1/matches/{match}/milestones", new { title = marker, dueOn = "2026-12-31" }, $"{Guid.NewGuid()}")).EnsureSuccessStatusCode();
        (await service.Post($"/v1/matches/{match}/milestones/1:reach", new { reachedOn = "2026-12-30", evidence = marker }, $"{Guid.NewGuid()}")).EnsureSuccessStatusCode();
        (await service.Progress(match, "acceptance")).EnsureSuccessStatusCode();
        (await service.Post($"/v1/matches/{match}/ratings", new { stars = 5, comment = marker, side = "enterprise" }, $"{Guid.NewGuid()}")).EnsureSuccessStatusCode();
        Assert.NotEmpty(await Traces.In(service.Database, marker));
        using (var institute = service.As("institute", "12330000YY00000000"))
        using (var watched = await institute.PostAsJsonAsync(new Uri("/v1/watches", UriKind.Relative), new { expertId = talent }))
        {
            watched.EnsureSuccessStatusCode();
        }

        await service.Tell(Marked(Told.List(pending, 2, talent), marker));
        var export = await (await service.Http.GetAsync($"/v1/experts/{talent}/personal-data")).Content.ReadAsStringAsync();
        Assert.Contains(marker, export, StringComparison.Ordinal);
        Assert.DoesNotContain($"{other}", export, StringComparison.Ordinal);

        var erased = await Erase(talent);

        Assert.Empty(await Traces.In(service.Database, marker));
        Assert.Equal(["erased_talent: " + talent], await Traces.In(service.Database, $"{talent}"));
        var left = Assert.Single(await service.Matches(decided), stored => stored.Id == match);
        Assert.Equal(("accepted", 1), (left.Status, left.Rank));
        Assert.NotEqual(talent, left.Talent);
        Assert.Empty(await service.Matches(pending));
        Assert.Equal(
            [
                "match deleted 1", "match redacted 1", "match_comment deleted 1", "match_decision redacted 1", "match_life redacted 1", "match_milestone redacted 1", "match_opinion deleted 1",
                "match_opinion redacted 2", "match_progress redacted 1", "match_rating redacted 1", "match_visit redacted 1", "talent deleted 1", "watch deleted 1", "watch_fit deleted 1",
            ],
            erased.Items.Where(item => item.Store.StartsWith("match", StringComparison.Ordinal) || item.Store is "talent" or "watch" or "watch_fit").Select(item => $"{item.Store} {item.Action} {item.Rows}"));
        Assert.Contains(erased.Items, item => item is { Store: "idempotency_key", Rows: >= 2 });
        // Chained meanwhile or not.
        Assert.Equal(0, await service.Database.Scalar<long>(
            "select (select count(*) from audit_entry where subject_id = @match::text and detail is not null) + (select count(*) from audit_unchained where subject_id = @match::text and detail is not null)", new { match }));
        Assert.Equal("match_gone", await (await service.Progress(match, "ended")).ProblemCode());
        var view = await (await service.Http.GetAsync($"/v1/matches/{match}")).Json();
        Assert.True((bool)view["talent"]!["withdrawn"]!);
        Assert.Empty(view["evidence"]!.AsArray());
    }

    [Fact]
    public async Task What_comes_late_or_again_brings_nobody_back()
    {
        var (talent, other, demand) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var published = Told.Talent(talent, revision: 3);
        await service.Tell(Told.Demand(demand), published, Told.Talent(other));
        await Erase(talent);

        await service.Tell(published, Told.Talent(talent, revision: 99), Told.Withdrawn(talent, 100), Told.List(demand, 1, talent, other));

        Assert.Equal([other], (await service.Matches(demand)).Select(match => match.Talent));
        Assert.Equal(["erased_talent: " + talent], await Traces.In(service.Database, $"{talent}"));
    }

    [Fact]
    public async Task A_decision_of_an_erased_match_is_not_told_again()
    {
        var (_, talents, matches) = await service.Queue(1);
        (await service.Decide(matches[0])).EnsureSuccessStatusCode();
        Assert.Single(await service.Decided(matches[0]));
        await Erase(talents[0]);

        Assert.Equal(HttpStatusCode.OK, (await service.Post("/v1/operations/republish-decisions", new { })).StatusCode);

        Assert.Single(await service.Decided(matches[0]));
    }

    [Fact]
    public async Task Erased_again_it_is_answered_again()
    {
        var talent = Guid.NewGuid();
        await service.Tell(Told.Talent(talent));
        var erasure = await Erase(talent);

        await service.Tell(new PersonErasureRequested(erasure.ErasureId, talent, 9, DateTimeOffset.UtcNow));

        var answers = await Eventually.Get(
            async () => (await service.Sent<PersonErased>()).Count(answer => answer.ErasureId == erasure.ErasureId), count => count >= 2, "the repeat was never answered");
        Assert.Equal(2, answers);
    }

    private static Contracts.Ranking.MatchesRanked Marked(Contracts.Ranking.MatchesRanked list, string marker) => list with
    {
        Matches = [.. list.Matches.Select((match, i) => i > 0 ? match : match with { Evidence = [match.Evidence[0] with { Sentence = marker, Terms = [marker] }], Missing = [marker] })],
    };

    private async Task<PersonErased> Erase(Guid talent)
    {
        var erasure = Guid.NewGuid();
        await service.Tell(new PersonErasureRequested(erasure, talent, 9, DateTimeOffset.UtcNow));
        return await Eventually.Get(
            async () => (await service.Sent<PersonErased>()).FirstOrDefault(answer => answer.ErasureId == erasure)!, answer => answer is not null, "the service never answered");
    }
}
