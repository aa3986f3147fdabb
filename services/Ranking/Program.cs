using Matchmaking.Platform;
using Matchmaking.Ranking;
using Matchmaking.Ranking.Lists;
using Matchmaking.Ranking.State;
using Matchmaking.Ranking.Storage;

var builder = WebApplication.CreateBuilder(args);
builder.AddService("ranking", typeof(Program).Assembly, bus =>
{
    bus.AddConsumer<FollowTalentsConsumer>();
    bus.AddConsumer<RankDemandConsumer>();
    bus.AddConsumer<RecordDecisionConsumer>();
});
builder.Services.AddOptions<IndexOptions>().BindConfiguration(IndexOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddSingleton<StoredIndex>();
builder.Services.AddSingleton<RankingState>();
builder.Services.AddSingleton<RankedLists>();
builder.Services.AddSingleton<StaleLists>();
builder.Services.AddSingleton<StateFeed>();
builder.Services.AddHostedService(provider => provider.GetRequiredService<StateFeed>());
builder.Services.AddHostedService<RefreshLists>();
builder.Services.AddHostedService<StoreIndex>();
builder.Services.AddHealthChecks().AddCheck<StateHealth>("state", tags: ["ready"]);

var app = builder.Build();
app.MapService();

var api = app.MapGroup("/v1");
api.MapRankText();
api.MapGetPortrait();
api.MapListFittingDemands();
api.MapGetRanker();
api.MapRerankDemands();
api.MapRepublishLists();

app.Run();

/// <summary>The service's entry point; public so that tests can host it.</summary>
public sealed partial class Program;
