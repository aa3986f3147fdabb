using Matchmaking.Audit;
using Matchmaking.Documents;
using Matchmaking.Erasure;
using Matchmaking.Insights.Bulletins;
using Matchmaking.Insights.Facts;
using Matchmaking.Insights.Funnel;
using Matchmaking.Insights.Indicators;
using Matchmaking.Platform.Http;

var builder = WebApplication.CreateBuilder(args);
builder.AddService("insights", typeof(Program).Assembly, bus =>
{
    bus.AddConsumer<FollowDemandsConsumer>();
    bus.AddConsumer<FollowMatchesConsumer>();
    bus.AddConsumer<FollowPartiesConsumer>();
    bus.AddErasure();
});
builder.AddAudit();
builder.AddErasure(EraseTalent.Plan);
builder.Services.AddSingleton<FactLedger>();
builder.AddDocument(typeof(Program).Assembly);

var app = builder.Build();
app.MapService();

var api = app.MapGroup("/v1").InAskedLanguage();
api.MapAudit("insights");
api.MapListIndicators();
api.MapPutIndicator();
api.MapTargets();
api.MapPostEntry();
api.MapCorrectEntry();
api.MapListEntries();
api.MapGetIndicatorValues();
api.MapListIndicatorRows();
api.MapGetFunnel();
api.MapGetBulletin();
api.MapGetPersonalData();

app.Run();

/// <summary>The service's entry point; public so that tests can host it.</summary>
public sealed partial class Program;
