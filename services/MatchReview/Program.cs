using Matchmaking.Audit;
using Matchmaking.Documents;
using Matchmaking.Erasure;
using Matchmaking.MatchReview.Agreements;
using Matchmaking.MatchReview.Demands;
using Matchmaking.MatchReview.Life;
using Matchmaking.MatchReview.Matches;
using Matchmaking.MatchReview.Queue;
using Matchmaking.MatchReview.Talents;
using Matchmaking.MatchReview.Watches;
using Matchmaking.Platform.Http;

var builder = WebApplication.CreateBuilder(args);
builder.AddService("match-review", typeof(Program).Assembly, bus =>
{
    bus.AddConsumer<FollowDemandsConsumer>();
    bus.AddConsumer<FollowTalentsConsumer>();
    bus.AddConsumer<QueueMatchesConsumer>();
    bus.AddConsumer<FollowDisclosuresConsumer>();
    bus.AddErasure();
});
builder.AddAudit();
Lives.AddTo(builder);
builder.AddErasure(EraseTalent.Plan);
builder.AddQueue();
builder.AddDocument(typeof(Program).Assembly);

var app = builder.Build();
app.MapService();

var api = app.MapGroup("/v1").InAskedLanguage();
api.MapListQueuedMatches();
api.MapGetMatch();
api.MapDecideMatch();
api.MapGetDecision();
api.MapProgressMatch();
api.MapTellWillingness();
api.MapGetLife();
api.MapAddMilestone();
api.MapReachMilestone();
api.MapRateMatch();
api.MapListDemandMatches();
api.MapQueue();
api.MapPostWatch();
api.MapListWatches();
api.MapGetWatch();
api.MapListFits();
api.MapDeleteWatch();
api.MapRepublishDecisions();
api.MapGetPersonalData();
api.MapAudit("match-review");

app.Run();

/// <summary>The service's entry point; public so that tests can host it.</summary>
public sealed partial class Program;
