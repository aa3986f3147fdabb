using Matchmaking.Audit;
using Matchmaking.Documents;
using Matchmaking.Erasure;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Platform.Http;
using Matchmaking.Ranking;
using Matchmaking.Ranking.Encoders;
using Matchmaking.Ranking.Graph;
using Matchmaking.Ranking.Latent;
using Matchmaking.Ranking.Lists;
using Matchmaking.Ranking.Models;
using Matchmaking.Ranking.State;
using Matchmaking.Ranking.Storage;
using Matchmaking.Ranking.Training;
using Microsoft.Extensions.Options;

var builder = WebApplication.CreateBuilder(args);
builder.AddService("ranking", typeof(Program).Assembly, bus =>
{
    bus.AddConsumer<FollowTalentsConsumer>();
    bus.AddConsumer<RankDemandConsumer>();
    bus.AddConsumer<RecordDecisionConsumer>();
    bus.AddConsumer<RecordProgressConsumer>();
    bus.AddConsumer<FollowModelsConsumer>();
    bus.AddErasure();
});
builder.AddAudit();
builder.AddErasure(EraseTalent.Plan);
builder.AddDocument(typeof(Program).Assembly);
builder.Services.AddOptions<IndexOptions>().BindConfiguration(IndexOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddSingleton<StoredIndex>();
builder.Services.AddOptions<LatentOptions>().BindConfiguration(LatentOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddOptions<KnowledgeOptions>().BindConfiguration(KnowledgeOptions.Section);
builder.Services.AddSingleton(provider => KnowledgeGraph.Load(provider.GetRequiredService<IOptions<KnowledgeOptions>>().Value.Folder));
builder.Services.AddSingleton<LinkedMarket>();
builder.Services.AddSingleton<RankingState>();
builder.Services.AddSingleton<RankedLists>();
builder.Services.AddSingleton<StaleLists>();
builder.Services.AddSingleton<StateFeed>();
builder.Services.AddHostedService(provider => provider.GetRequiredService<StateFeed>());
builder.Services.AddHostedService<RefreshLists>();
builder.Services.AddHostedService<StoreIndex>();
builder.Services.AddHostedService<PurgeErased>();
builder.Services.AddSingleton<LatentFeed>();
builder.Services.AddHostedService(provider => provider.GetRequiredService<LatentFeed>());
builder.Services.AddOptions<TrainingOptions>().BindConfiguration(TrainingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddSingleton<ModelFeed>();
builder.Services.AddHostedService(provider => provider.GetRequiredService<ModelFeed>());
builder.Services.AddSingleton<TrainOnDecisions>();
builder.Services.AddHostedService(provider => provider.GetRequiredService<TrainOnDecisions>());
builder.Services.AddHostedService<LinkMarket>();
builder.Services.AddEncoder();
builder.Services.AddHealthChecks().AddCheck<StateHealth>("state", tags: ["ready"]);

var app = builder.Build();
app.MapService();

// A fault in the folder of a bureau ends the start here and names its line.
_ = app.Services.GetRequiredService<KnowledgeGraph>();

var api = app.MapGroup("/v1").InAskedLanguage();
api.MapRankText();
api.MapGetPortrait();
api.MapListFittingDemands();
api.MapListTechnologies();
api.MapGetTechnology();
api.MapLinkTechnologies();
api.MapGetExpertGraph();
api.MapGetPersonalData();
api.MapGetRanker();
api.MapRerankDemands();
api.MapRepublishLists();
api.MapReplayRanking();
api.MapGetWhyNot();
api.MapGetWhatIf();
api.MapListModels();
api.MapGetModel();
api.MapPromoteModel();
api.MapRollBackModel();
api.MapTrainModels();
api.MapListTrainings();
api.MapListCalibrations();
api.MapAudit("ranking");

app.Run();

/// <summary>The service's entry point; public so that tests can host it.</summary>
public sealed partial class Program;
