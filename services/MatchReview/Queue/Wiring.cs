namespace Matchmaking.MatchReview.Queue;

/// <summary>Adds the queue as people work it.</summary>
public static class Wiring
{
    /// <summary>Settings, and the watch over what is overdue or to be reminded of.</summary>
    public static void AddQueue(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<QueueOptions>().BindConfiguration(QueueOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<WatchQueue>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<WatchQueue>());
    }

    /// <summary>Maps the endpoints.</summary>
    public static void MapQueue(this IEndpointRouteBuilder routes)
    {
        routes.MapClaimMatch();
        routes.MapReleaseMatch();
        routes.MapAssignMatch();
        routes.MapAskForSecond();
        routes.MapDecideMatches();
        routes.MapCommentMatch();
        routes.MapListComments();
        routes.MapGetAgreement();
        routes.MapListOutcomes();
        routes.MapListReasonCodes();
        routes.MapQueueViews();
    }
}
