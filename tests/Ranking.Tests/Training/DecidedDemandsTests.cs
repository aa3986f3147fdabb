using System.Runtime.InteropServices;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Contracts.Ranking;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Harness;
using Matchmaking.Ranking.Decisions;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Tests.Following;

namespace Matchmaking.Ranking.Tests.Training;

/// <summary>What is read of the tables for a training.</summary>
public sealed class DecidedDemandsTests(ServiceUnderTest<Program> service) : IClassFixture<ServiceUnderTest<Program>>
{
    [Fact]
    public async Task Stages_count_more_than_the_decision_before_them()
    {
        var list = await Listed("茧丝纤度在线检测", 3);
        var signed = await Decide(list, 0, "accepted", "good_fit");
        await Progress(signed, "agreement");
        await Progress(signed, "contract");
        var wrong = await Decide(list, 1, "accepted", "good_fit");
        await Progress(wrong, "ended", "irrelevant");
        _ = await Decide(list, 2, "held", "price");

        var pairs = (await Read()).Single(demand => demand.DemandId == list.DemandId).Pairs.ToDictionary(pair => pair.TalentId);

        Assert.Equal((3, true), (pairs[list.Matches[0].TalentId].Verdict!.Grade, pairs[list.Matches[0].TalentId].Verdict!.IsAccepted));
        Assert.Equal((0, true), (pairs[list.Matches[1].TalentId].Verdict!.Grade, pairs[list.Matches[1].TalentId].Verdict!.IsAccepted));
        Assert.Equal((null, false), (pairs[list.Matches[2].TalentId].Verdict!.Grade, pairs[list.Matches[2].TalentId].Verdict!.IsAccepted));
    }

    [Fact]
    public async Task A_decided_expert_counts_as_the_list_showed_it_that_was_decided_on_and_the_others_as_the_last_one_did()
    {
        var first = await Listed("轧光机压力测控", 3);
        _ = await Decide(first, 2, "held", "needs_clarification");
        var talent = Told.Talent(Guid.NewGuid(), 1, "轧光机压力测控，轧光机压力测控，轧光机压力测控之九号样机。");
        await service.Know(talent);
        var second = await service.List(first.DemandId, 2);
        _ = await Decide(second, second.Matches.ToList().FindIndex(match => match.TalentId == talent.TalentId), "held", "needs_clarification");

        var demand = (await Read()).Single(demand => demand.DemandId == first.DemandId);

        Assert.Equal(second.Matches.Count, demand.Pairs.Count);
        Assert.All(demand.Pairs, pair => Assert.Equal(
            (pair.TalentId == first.Matches[2].TalentId ? first : second).Matches.Single(match => match.TalentId == pair.TalentId).Rank, pair.Rank));
        Assert.Equal(2, demand.Graded.Count());
    }

    [Fact]
    public async Task Nothing_is_learned_from_who_has_left_or_taken_back_the_consent()
    {
        var list = await Listed("血橙留树保鲜防枯水", 4);
        for (var i = 0; i < 4; i++)
        {
            _ = await Decide(list, i, "held", "needs_clarification");
        }

        await service.Take(new TalentWithdrawn(list.Matches[0].TalentId, 2, DateTimeOffset.UtcNow));
        await service.Take(Told.Talent(list.Matches[1].TalentId, 2, "血橙留树保鲜防枯水，血橙枯水。", consent: false));
        _ = await service.Settled();

        Assert.Equal(0, await service.Database.Scalar<int>(
            "select count(*)::int from shown_pair where talent_id = any(@gone)", new { gone = new[] { list.Matches[0].TalentId, list.Matches[1].TalentId } }));
        var left = (await Read()).Single(demand => demand.DemandId == list.DemandId).Pairs.Select(pair => pair.TalentId).ToHashSet();
        Assert.Equal([false, false, true, true], list.Talents()[..4].Select(left.Contains));
    }

    [Fact]
    public void Features_that_another_version_stored_are_read_by_name()
    {
        var names = FeatureRow.Columns.Select(column => column.Name).ToArray();
        string[] stored = [names[2], "gone_since", names[0]];

        var row = ShownPairs.Read(MemoryMarshal.AsBytes<float>([0.2f, 9, 0.1f]).ToArray(), stored);

        Assert.Equal(names.Length, row.Length);
        Assert.Equal([0.1f, float.NaN, 0.2f], row[..3]);
        Assert.All(row[3..], value => Assert.True(float.IsNaN(value)));
        Assert.Throws<InvalidDataException>(() => ShownPairs.Read([1, 2, 3, 4], stored));
    }

    private async Task<MatchesRanked> Listed(string subject, int experts)
    {
        for (var i = 0; i < experts; i++)
        {
            await service.Know(Told.Talent(Guid.NewGuid(), 1, $"{subject}，{subject}之{i}号样机。", capacity: 3 + i));
        }

        var demand = Guid.NewGuid();
        await service.Deliver(Told.Demand(demand, 1, subject, $"{subject}，要{subject}。"));
        var list = await service.List(demand, 1);
        Assert.Equal(experts, list.Matches.Count);
        return list;
    }

    private async Task<MatchDecided> Decide(MatchesRanked list, int place, string decision, string reason)
    {
        var match = list.Matches[place];
        var decided = new MatchDecided(Guid.NewGuid(), list.DemandId, match.TalentId, decision, [reason], match.Rank, match.Score, list.RankingDigest, DateTimeOffset.UtcNow, list.RankingId);
        await service.Take(decided);
        return decided;
    }

    private Task Progress(MatchDecided match, string stage, params string[] reasons) =>
        service.Take(new MatchProgressed(match.MatchId, match.DemandId, match.TalentId, stage, reasons, DateTimeOffset.UtcNow));

    private async Task<IReadOnlyList<DecidedDemand>> Read()
    {
        await using var connection = await service.Database.Source.OpenConnectionAsync();
        return await DecidedDemands.Read(connection, CancellationToken.None);
    }
}
