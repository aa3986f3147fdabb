using System.Net;
using Dapper;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Harness;
using Npgsql;

namespace Matchmaking.MatchReview.Tests;

public sealed class ProgressMatchTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task A_stage_is_stored_answered_told_and_shown()
    {
        var (demand, talents, ids) = await service.Queue();
        (await service.Decide(ids[1])).EnsureSuccessStatusCode();
        var answer = await service.Post(
            $"/v1/matches/{ids[1]}/progress", new { stage = "ended", reasonCodes = (string[])["time", "price"], note = "工期谈不拢", recordedBy = "联络员甲" });

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal($"/v1/matches/{ids[1]}", answer.Headers.Location!.OriginalString);
        var stage = await answer.Json();
        Assert.Equal(("ended", "工期谈不拢", "联络员甲"), ((string)stage["stage"]!, (string)stage["note"]!, (string)stage["recordedBy"]!));
        var shown = Assert.Single((await (await service.Http.GetAsync(answer.Headers.Location)).Json())["stages"]!.AsArray());
        Assert.Equal(stage.ToJsonString(), shown!.ToJsonString());
        var told = Assert.Single(await service.Progressed(ids[1]));
        Assert.Equal((demand, talents[1], "ended", (DateTimeOffset)stage["recordedAt"]!), (told.DemandId, told.TalentId, told.Stage, told.ProgressedAt));
        Assert.Equal(["time", "price"], told.ReasonCodes);
        Assert.Empty((await (await service.Http.GetAsync($"/v1/matches/{ids[0]}")).Json())["stages"]!.AsArray());
    }

    [Fact]
    public async Task A_match_goes_from_the_visit_to_the_acceptance_and_is_told_again_as_it_went()
    {
        var match = await service.AcceptedMatch();
        string[] stages = ["visited", "agreement", "contract", "acceptance"];
        foreach (var stage in stages)
        {
            Assert.Equal(HttpStatusCode.Created, (await service.Progress(match, stage)).StatusCode);
        }

        Assert.Equal(stages, (await (await service.Http.GetAsync($"/v1/matches/{match}")).Json())["stages"]!.AsArray().Select(s => (string)s!["stage"]!));
        var first = await service.Progressed(match);
        Assert.Equal(stages, first.OrderBy(told => told.ProgressedAt).Select(told => told.Stage));

        (await service.Post("/v1/operations/republish-decisions", new { })).EnsureSuccessStatusCode();
        var all = await service.Progressed(match);
        Assert.Equal(8, all.Count);
        Assert.All(all.GroupBy(told => told.Stage), twice => Assert.Equal(Flat(twice.First()), Flat(twice.Last())));
        Assert.Equal(2, (await service.Decided(match)).Count);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("held")]
    [InlineData("rejected")]
    public async Task Only_an_accepted_match_reaches_stages(string? decision)
    {
        var (_, _, ids) = await service.Queue(1);
        if (decision is not null)
        {
            (await service.Decide(ids[0], decision)).EnsureSuccessStatusCode();
        }

        var answer = await service.Progress(ids[0], "visited");
        Assert.Equal((HttpStatusCode.Conflict, "match_not_accepted"), (answer.StatusCode, await answer.ProblemCode()));
        Assert.Empty(await service.Progressed(ids[0]));
    }

    [Fact]
    public async Task A_refused_stage_is_told_of_those_that_stand()
    {
        var match = await service.AcceptedMatch();
        (await service.Progress(match, "visited")).EnsureSuccessStatusCode();
        var refused = await service.Progress(match, "contract");

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var problem = await refused.Json();
        Assert.Equal("stage_missing", (string?)problem["code"]);
        Assert.Equal(["visited"], problem["stages"]!.AsArray().Select(stage => (string?)stage));
        Assert.Equal("visited", Assert.Single(await service.Progressed(match)).Stage);
    }

    [Fact]
    public async Task The_same_idempotency_key_gives_the_same_answer_and_one_stage()
    {
        var match = await service.AcceptedMatch();
        var key = Guid.NewGuid().ToString();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => service.Progress(match, "visited", key)));

        Assert.All(answers, a => Assert.Equal(HttpStatusCode.Created, a.StatusCode));
        Assert.Single((await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync()))).Distinct());
        Assert.Single(await service.Progressed(match));
        Assert.Equal("idempotency_key_reused", await (await service.Progress(match, "agreement", key)).ProblemCode());
        Assert.Equal("stage_reached", await (await service.Progress(match, "visited")).ProblemCode());
    }

    [Fact]
    public async Task The_database_itself_takes_no_contract_without_an_agreement()
    {
        var match = await service.AcceptedMatch();
        await using var connection = await service.Database.Source.OpenConnectionAsync();
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(
            "insert into match_progress (match_id, stage, reason_codes, recorded_by, recorded_at) values (@match, 'contract', '{}', '甲', now())", new { match }));

        Assert.Equal("match_progress_needs", refusal.ConstraintName);
    }

    private static object Flat(MatchProgressed told) => (told.MatchId, told.DemandId, told.TalentId, told.Stage, string.Join(',', told.ReasonCodes), told.ProgressedAt);
}
