using System.Net;
using Dapper;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Contracts.Ranking;
using Matchmaking.Harness;
using Matchmaking.Platform.Messaging;
using Matchmaking.Ranking.Decisions;
using Matchmaking.Ranking.Tests.Following;
using Matchmaking.Ranking.Training;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Matchmaking.Ranking.Tests.Training;

/// <summary>From lists through decisions to a model that was proven, promoted and ranks, over the service's own tables and endpoints.</summary>
public sealed class TrainOnDecisionsTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    private const int Demands = 100;
    private const int Experts = 12;

    private static readonly object Operator = new { who = "钱操作（虚构）" };

    private readonly HashSet<Guid> wanted = [];
    private Guid last;

    [Fact]
    public async Task What_reviewers_decide_becomes_a_model_that_is_offered_promoted_and_ranks()
    {
        await Nothing_is_trained_on_nothing();
        await Decide();

        var rows = await Rows();
        Assert.Equal(Demands, rows.Count);
        Assert.All(rows, demand => Assert.Equal([1, 0], demand.Graded.Select(pair => pair.Verdict!.Grade!.Value).Distinct().OrderDescending()));

        var training = await Train();
        Assert.Equal(("offered", "ended", Demands * Experts), ((string)training["result"]!, (string)training["step"]!, (int)training["decisions"]!));
        var digest = (string)training["digest"]!;
        var trained = (await service.Sent<ModelTrained>()).Single(model => model.Digest == digest);
        Assert.True(trained.Comparison is { Champion: "scorecard", IsOffered: true, GainLow: > 0 });

        using var promoted = await service.Post($"/v1/models/{digest}:promote", Operator);
        Assert.Equal(HttpStatusCode.OK, promoted.StatusCode);
        await Eventually.Get(async () => (string)(await (await service.Http.GetAsync("/v1/ranker")).Json())["modelDigest"]!, used => used == digest, "the model never came into use");

        // The same decisions make the same model, and what is known of it stays.
        var again = await Train();
        Assert.Equal(("not_better", digest), ((string)again["result"]!, (string)again["digest"]!));
        var models = (await (await service.Http.GetAsync("/v1/models")).Json())["models"]!.AsArray();
        Assert.Equal("scorecard", (string)models.Single(model => (string)model!["digest"]! == digest)!["comparison"]!["champion"]!);

        Assert.Equal("one_sided", (string)again["calibration"]!);
        await With_enough_accepted_lists_say_how_likely_a_match_is_and_can_still_be_made_again(digest);
        await Only_what_was_proven_against_what_ranks_is_promoted();
        await A_training_that_comes_due_or_was_cut_off_is_taken_up_by_one_replica_and_may_promote_by_setting();
        await What_was_taken_back_or_breaks_off_again_and_again_is_left_to_people();
    }

    private async Task Nothing_is_trained_on_nothing()
    {
        var training = await Train();

        Assert.Equal("not_trained", (string)training["result"]!);
        Assert.Contains("0 demands were decided", (string)training["message"]!, StringComparison.Ordinal);
        using var missing = await service.Http.GetAsync($"/v1/trainings/{Guid.NewGuid()}");
        Assert.Equal((HttpStatusCode.NotFound, "training_not_found"), (missing.StatusCode, await missing.ProblemCode()));
    }

    private async Task With_enough_accepted_lists_say_how_likely_a_match_is_and_can_still_be_made_again(string digest)
    {
        var before = await service.List(last, 1);
        Assert.All(before.Matches, match => Assert.Null(match.AcceptanceProbability));
        // As if all that was held had been accepted; who is engaged stays as it is.
        Assert.Equal(Demands * Experts / 2, await service.Database.Scalar<int>("with changed as (update decision set decision = 'accepted' where decision = 'held' returning 1) select count(*)::int from changed"));
        var training = await Train();

        var calibrations = (await (await service.Http.GetAsync("/v1/calibrations")).Json()).AsArray();
        var calibration = calibrations.Single(calibration => (string)calibration!["ranker"]! == digest)!;
        Assert.Equal((string)training["calibration"]!, (string)calibration["digest"]!);
        var reliability = calibration["calibration"]!["reliability"]!;
        Assert.True((double)reliability["brier"]! < (double)reliability["baseBrier"]!);
        Assert.InRange((int)reliability["decisions"]!, 100, Demands * Experts / 2);

        // The open lists are made anew, and say it.
        var list = await Eventually.Get(
            () => Task.FromResult(service.Bus.Published.Select<MatchesRanked>().Select(m => m.Context.Message).LastOrDefault(m => m.DemandId == last)!),
            list => list.Matches.All(match => match.AcceptanceProbability is not null), "the list never got likelihoods");
        Assert.EndsWith($"+acceptance:{calibration["digest"]}", list.RankingDigest, StringComparison.Ordinal);
        Assert.All(list.Matches.Zip(list.Matches.Skip(1)), pair => Assert.True(pair.First.AcceptanceProbability >= pair.Second.AcceptanceProbability));
        Assert.All(list.Matches, match => Assert.Equal(wanted.Contains(match.TalentId), match.AcceptanceProbability > 0.5));
        _ = await service.Settled();

        // Reviewers turn round: what the points foretold no longer holds, and nothing is said any more. What was said then is made again as it was.
        _ = await TurnRound();
        Assert.Equal("not_rising", (string)(await Train())["calibration"]!);
        _ = await Eventually.Get(
            () => Task.FromResult(service.Bus.Published.Select<MatchesRanked>().Select(m => m.Context.Message).LastOrDefault(m => m.DemandId == last)!),
            again => again.Matches.All(match => match.AcceptanceProbability is null), "the list kept its probabilities");
        _ = await service.Settled();
        using var replayed = await service.Post($"/v1/rankings/{list.RankingId}:replay", new { });
        Assert.Equal(HttpStatusCode.OK, replayed.StatusCode);
        Assert.Equal(list.Matches[0].AcceptanceProbability, (double)(await replayed.Json())["matches"]![0]!["acceptanceProbability"]!);
        _ = await TurnRound();
    }

    private Task<int> TurnRound() => service.Database.Scalar<int>("""
        with changed as (
            update decision set decision = case decision when 'accepted' then 'rejected' else 'accepted' end,
                                reason_codes = case decision when 'accepted' then array['irrelevant'] else array['good_fit'] end returning 1)
        select count(*)::int from changed
        """);

    private async Task Only_what_was_proven_against_what_ranks_is_promoted()
    {
        await using var connection = await service.Database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            insert into ranking_model (digest, kind, engine, model, demands, pairs, ndcg_at_10, scorecard_ndcg_at_10, trained_at, champion, gate_demands, champion_ndcg_at_10, challenger_ndcg_at_10, gain_low, gain_high, offered)
            select name, kind, engine, model, demands, pairs, ndcg_at_10, scorecard_ndcg_at_10, trained_at, 'scorecard', 20, 0.5, 0.6, 0.01, 0.2, name = 'lapsed'
            from (select * from ranking_model limit 1) as any_model, unnest(array['lapsed', 'worse']) as name
            """);

        using var worse = await service.Post("/v1/models/worse:promote", Operator);
        Assert.Equal((HttpStatusCode.Conflict, "model_not_proven"), (worse.StatusCode, await worse.ProblemCode()));
        using var lapsed = await service.Post("/v1/models/lapsed:promote", Operator);
        Assert.Equal((HttpStatusCode.Conflict, "offer_lapsed"), (lapsed.StatusCode, await lapsed.ProblemCode()));
        using var back = await service.Post("/v1/models/scorecard:promote", Operator);
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        using var valid = await service.Post("/v1/models/lapsed:promote", Operator);
        Assert.Equal(HttpStatusCode.OK, valid.StatusCode);
        using var scorecard = await service.Post("/v1/models/scorecard:promote", Operator);
        Assert.Equal(HttpStatusCode.OK, scorecard.StatusCode);
    }

    private async Task What_was_taken_back_or_breaks_off_again_and_again_is_left_to_people()
    {
        using var replica = await Replica(every: 0);
        using var back = await service.Post("/v1/models:rollback", Operator);
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        var promotions = await service.Database.Scalar<int>("select count(*)::int from model_promotion");
        Assert.Equal("offered", (string)(await Train(replica))["result"]!);
        Assert.Equal(promotions, await service.Database.Scalar<int>("select count(*)::int from model_promotion"));

        var training = await Train(replica, attempts: 3);
        Assert.Equal(("not_trained", "It was begun 3 times and never ended."), ((string)training["result"]!, (string)training["message"]!));
    }

    // By a replica of its own, so that nobody else takes it up.
    private async Task<System.Text.Json.Nodes.JsonNode> Train(TrainOnDecisions replica, int attempts = 0)
    {
        var id = Guid.NewGuid();
        await using var connection = await service.Database.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("insert into training (training_id, requested_by, requested_at, attempts) values (@id, 'replica', now(), @attempts)", new { id, attempts });
        _ = await replica.RunOldest(CancellationToken.None);
        return await Eventually.Get(
            async () => await (await service.Http.GetAsync($"/v1/trainings/{id}")).Json(), training => (string)training["step"]! == "ended", "the training never ended", TimeSpan.FromMinutes(2));
    }

    private async Task A_training_that_comes_due_or_was_cut_off_is_taken_up_by_one_replica_and_may_promote_by_setting()
    {
        using var replica = await Replica(every: 25);
        Assert.False(await replica.RunOldest(CancellationToken.None));
        await using (var connection = await service.Database.Source.OpenConnectionAsync())
        {
            await connection.ExecuteAsync("update training set decisions = @before", new { before = (Demands * Experts) - 25 });
            await connection.ExecuteAsync("insert into training (training_id, requested_by, requested_at, step, started_at) values (@id, 'killed', now(), 'training', now())", new { id = Guid.NewGuid() });
        }

        using var second = await Replica(every: 25);
        var ran = await Task.WhenAll(replica.RunOldest(CancellationToken.None), second.RunOldest(CancellationToken.None));
        Assert.Equal(1, ran.Count(has => has));
        Assert.Equal("offered ranking automatic", await service.Database.Scalar<string>("""
            select result || ' ' || who || ' ' || how from training join model_promotion using (digest) where requested_by = 'killed' order by id desc limit 1
            """));

        // The cut off one has seen all; put back again, one comes due by itself.
        _ = await service.Database.Scalar<int>("with changed as (update training set decisions = @before returning 1) select count(*)::int from changed", new { before = (Demands * Experts) - 25 });
        Assert.True(await replica.RunOldest(CancellationToken.None));
        Assert.Equal(1, await service.Database.Scalar<int>("select count(*)::int from training where requested_by = 'ranking' and ended_at is not null"));
        Assert.False(await replica.RunOldest(CancellationToken.None));
    }

    private async Task<TrainOnDecisions> Replica(int every)
    {
        var state = await service.Restarted();
        return new TrainOnDecisions(
            service.Database.Source, state, service.Models(state), service.Services.GetRequiredService<Outbox>(), TimeProvider.System,
            Options.Create(new TrainingOptions { Bootstrap = false, EveryDecisions = every, PromoteAutomatically = true }), NullLogger<TrainOnDecisions>.Instance);
    }

    private async Task<System.Text.Json.Nodes.JsonNode> Train()
    {
        using var asked = await service.Post("/v1/models:train", Operator);
        Assert.Equal(HttpStatusCode.Created, asked.StatusCode);
        return await Eventually.Get(
            async () => await (await service.Http.GetAsync(asked.Headers.Location)).Json(), training => (string)training["step"]! == "ended", "the training never ended", TimeSpan.FromMinutes(2));
    }

    // Reviewers want whoever has published on the subject, which the scorecard gives no point for.
    private async Task Decide()
    {
        for (var i = 0; i < Experts; i++)
        {
            var talent = Told.Talent(Guid.NewGuid(), 1, $"第{i}组：轧光机两端压力在线测控，完成样机与中试验证。");
            if (i % 2 != 0)
            {
                _ = wanted.Add(talent.TalentId);
                talent = talent with { Profile = talent.Profile with { Achievements = [talent.Profile.Achievements[0] with { Kind = "paper" }] } };
            }

            await service.Know(talent);
        }

        var delivered = new List<Guid>();
        for (var i = 0; i < Demands; i++)
        {
            var demand = Told.Demand(Guid.NewGuid(), 1, $"轧光机压力不稳之{i}", $"第{i}台轧光机两端压力不稳，要在线测控");
            await service.Deliver(demand with { Demand = demand.Demand with { Enterprise = demand.Demand.Enterprise with { CreditCode = $"9133060400000{i % 80:000}0B" } } });
            var list = await service.List(last = demand.DemandId, 1);
            Assert.Equal(Experts, list.Matches.Count);
            // All of them: about whom nobody decided on a model may be wrong.
            foreach (var match in list.Matches)
            {
                var isWanted = wanted.Contains(match.TalentId);
                // Held, not accepted: an engagement more would change the lists to come.
                var decided = new MatchDecided(
                    Guid.NewGuid(), demand.DemandId, match.TalentId, isWanted ? "held" : "rejected", [isWanted ? "needs_clarification" : "irrelevant"], match.Rank, match.Score, list.RankingDigest,
                    DateTimeOffset.UtcNow, list.RankingId);
                await service.Deliver(decided, decided.MatchId);
                delivered.Add(decided.MatchId);
            }
        }

        await service.Received([.. delivered]);
    }

    private async Task<IReadOnlyList<DecidedDemand>> Rows()
    {
        await using var connection = await service.Database.Source.OpenConnectionAsync();
        return await DecidedDemands.Read(connection, CancellationToken.None);
    }
}
