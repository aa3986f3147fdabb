using Matchmaking.Contracts.MatchReview;
using Matchmaking.Contracts.Ranking;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Harness;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.State;
using Matchmaking.Ranking.Training;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Ranking.Tests.Following;

/// <summary>What the service is told, and what it made of it.</summary>
internal static class Told
{
    private static readonly DateTimeOffset At = new(2026, 5, 4, 3, 2, 1, TimeSpan.Zero);

    public static TalentPublished Talent(Guid id, long revision, string text, int capacity = 3, bool consent = true) => new(
        id,
        revision,
        new TalentProfile(
            "某某（虚构）", new TalentInstitute("12330600YY0000018X", "越州试验研究院", "330600", "research_institute"), "研究员", "doctor", ["540"], ["403"],
            [text[..4]], text, ["joint_development"], ["330600"], capacity, consent,
            [new TalentAchievement(Guid.NewGuid(), "project", $"{text[..6]}研究", new DateOnly(2025, 1, 1), "负责人", text, 300_000m)]),
        At);

    public static DemandPublished Demand(Guid id, long revision, string title, string description) => new(
        id,
        revision,
        new OpenDemand(
            new DemandEnterprise("91330604YY0000028B", "上虞试验企业", "330604", "C17"), title, "403", description, null, null, [], null, null, null, true, null,
            ["joint_development"], "public", [], "330604"),
        At);

    public static MatchDecided Accepted(Guid demand, Guid talent) =>
        new(Guid.NewGuid(), demand, talent, "accepted", ["good_fit"], 1, 50, "scorecard/1", At);

    /// <summary>A stage that an accepted match has reached.</summary>
    public static MatchProgressed Reached(MatchDecided match, string stage) =>
        new(match.MatchId, match.DemandId, match.TalentId, stage, stage == "ended" ? ["price"] : [], At);

    /// <summary>Delivers a message and waits until its effects are committed.</summary>
    public static async Task Take<T>(this ServiceUnderTest<Program> service, T message)
        where T : class
    {
        var id = Guid.NewGuid();
        await service.Deliver(message, id);
        await service.Received(id);
    }

    /// <summary>Delivers a talent and waits until it can be ranked.</summary>
    public static async Task Know(this ServiceUnderTest<Program> service, TalentPublished talent)
    {
        await service.Deliver(talent);
        await Eventually.Get(
            () => Task.FromResult(service.Services.GetRequiredService<RankingState>().Candidates.Current.Find(talent.TalentId)?.Revision),
            revision => revision >= talent.Revision,
            "the talent never reached the index");
    }

    public static Task<int> Lists(this ServiceUnderTest<Program> service, Guid demand) =>
        service.Database.Scalar<int>("select count(*)::int from ranked_list where demand_id = @demand", new { demand });

    /// <summary>Waits for the nth list of a demand.</summary>
    public static Task<MatchesRanked> List(this ServiceUnderTest<Program> service, Guid demand, int nth) => Eventually.Get(
        () => Task.FromResult(service.Bus.Published.Select<MatchesRanked>().Select(m => m.Context.Message).Where(m => m.DemandId == demand).OrderBy(m => m.ListNumber).ElementAtOrDefault(nth - 1)!),
        list => list is not null,
        $"list {nth} was not published");

    /// <summary>Waits until nothing is left to be looked at again.</summary>
    public static Task<int> Settled(this ServiceUnderTest<Program> service) => Eventually.Get(
        () => service.Database.Scalar<int>("select ((select count(*) from demand where stale_xid is not null) + (select count(*) from candidate where pending_xid is not null))::int"),
        n => n == 0,
        "something is still marked");

    /// <summary>Stores a model as a training would.</summary>
    public static async Task<string> Add(this ServiceUnderTest<Program> service, RankingModel model)
    {
        await using var connection = await service.Database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await StoredModels.Add(transaction, new TrainedModel(model, 0.9, 0.8), null, DateTimeOffset.UtcNow, CancellationToken.None);
        await transaction.CommitAsync();
        return model.Digest;
    }

    public static Guid[] Talents(this MatchesRanked list) => [.. list.Matches.Select(match => match.TalentId)];
}
