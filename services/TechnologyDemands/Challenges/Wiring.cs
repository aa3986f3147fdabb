using Matchmaking.TechnologyDemands.Challenges.Bids;
using Matchmaking.TechnologyDemands.Challenges.Following;
using Matchmaking.TechnologyDemands.Challenges.Panel;
using Matchmaking.TechnologyDemands.Challenges.Teams;

namespace Matchmaking.TechnologyDemands.Challenges;

/// <summary>Challenges, from collection to payment.</summary>
public static class Wiring
{
    /// <summary>Adds what challenges need.</summary>
    public static void AddChallenges(this IServiceCollection services)
    {
        services.AddOptions<ChallengeOptions>().BindConfiguration(ChallengeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<FollowChallenge>().AddSingleton<ChallengeDesk>().AddSingleton<WatchChallenges>().AddHostedService(provider => provider.GetRequiredService<WatchChallenges>());
    }

    /// <summary>Maps every endpoint of challenges.</summary>
    public static void MapChallenges(this IEndpointRouteBuilder routes)
    {
        routes.MapPostChallenge();
        routes.MapReviseChallenge();
        routes.MapArgueChallenge();
        routes.MapPublishChallenge();
        routes.MapReopenChallenge();
        routes.MapEndChallenge();
        routes.MapGetChallenge();
        routes.MapListChallenges();
        routes.MapListChallengeReasons();
        routes.MapPlaceBid();
        routes.MapReviseBid();
        routes.MapWithdrawBid();
        routes.MapCheckBid();
        routes.MapGetBid();
        routes.MapListBids();
        routes.MapRegisterPanellist();
        routes.MapListPanellists();
        routes.MapDeclareConflict();
        routes.MapDrawPanel();
        routes.MapGetPanel();
        routes.MapGetMarks();
        routes.MapLeavePanel();
        routes.MapGetBlindBids();
        routes.MapScoreBids();
        routes.MapRaiseObjection();
        routes.MapListObjections();
        routes.MapRuleObjection();
        routes.MapSignContract();
        routes.MapDeclineAward();
        routes.MapReportMilestone();
        routes.MapCheckMilestone();
        routes.MapEliminateTeam();
        routes.MapAcceptTeam();
        routes.MapRecordPayment();
    }
}
