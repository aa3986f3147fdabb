using MassTransit;
using Matchmaking.Contracts.Identity;
using Matchmaking.Contracts.MatchReview;
using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace Matchmaking.Insights.Tests;

/// <summary>The service with a clock that a test moves.</summary>
public class InsightsUnderTest : ServiceUnderTest<Program>
{
    public ManualClock Clock { get; } = new();

    protected override void ConfigureServices(IServiceCollection services) => services.AddSingleton<TimeProvider>(Clock);

    /// <summary>Delivers one event as the broker would and waits for its effect.</summary>
    public async Task Tell(object message, Guid? messageId = null)
    {
        var id = messageId ?? Guid.NewGuid();
        await Bus.Bus.Publish(message, message.GetType(), Pipe.Execute<PublishContext>(context => context.MessageId = id));
        await Received(id);
    }
}

/// <summary>What the other services tell.</summary>
internal static class Told
{
    /// <summary>A word in everything personal that events carry, which must go no further.</summary>
    public const string Personal = "绝不外传";

    public static DemandPublished Demand(Guid demandId, string enterprise, DateTimeOffset at, string region = "330604", long revision = 1, DateTimeOffset? first = null, string? field = "403") =>
        new(
            demandId,
            revision,
            new OpenDemand(
                new DemandEnterprise(enterprise, $"{Personal}有限公司", region, "C17"), $"{Personal}的需求", field, $"{Personal}的内容", null, null, [], 4, 7, 600_000, false, null,
                ["joint_development"], "public", [], region),
            at,
            first ?? at);

    public static TalentPublished Talent(Guid talentId, string institute, DateTimeOffset at, long revision = 1) =>
        new(
            talentId,
            revision,
            new TalentProfile(
                $"{Personal}某", new TalentInstitute(institute, $"{Personal}研究院", "330600", "research_institute"), "教授", "doctor", ["540"], ["403"], [Personal], Personal,
                ["joint_development"], ["330600"], 2, true, []),
            at);

    public static OrganisationApproved Organisation(string code, string kind, DateTimeOffset at) =>
        new(code, 2, kind, $"{Personal}单位", "330604", kind == "enterprise" ? "C17" : null, kind == "institute" ? "university" : null, at);

    public static MatchDecided Decision(Guid match, Guid demand, Guid talent, DateTimeOffset at, string decision = "accepted") =>
        new(match, demand, talent, decision, ["good_fit"], 1, 61.5, "scorecard/1", at, Guid.NewGuid());

    public static MatchProgressed Stage(Guid match, Guid demand, Guid talent, string stage, DateTimeOffset at, DateOnly? day = null, decimal? amount = null, decimal? transaction = null) =>
        new(match, demand, talent, stage, stage == "ended" ? ["price"] : [], at, day, amount, transaction);
}
