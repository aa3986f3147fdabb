using Matchmaking.Audit;
using Matchmaking.Contacts;
using Matchmaking.Documents;
using Matchmaking.Erasure;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Platform.Http;
using Matchmaking.TechnologyDemands;
using Matchmaking.TechnologyDemands.Challenges;
using Matchmaking.TechnologyDemands.Contacts;
using Matchmaking.TechnologyDemands.Demands;
using Matchmaking.TechnologyDemands.Diagnosis;
using Matchmaking.TechnologyDemands.Enterprises;
using Matchmaking.TechnologyDemands.Import;
using Matchmaking.TechnologyDemands.Verification;
using Matchmaking.TechnologyDemands.Verification.Figures;
using Microsoft.Extensions.Options;

var builder = WebApplication.CreateBuilder(args);
builder.AddService("technology-demands", typeof(Program).Assembly, bus =>
{
    bus.AddConsumer<FollowOrganisationsConsumer>();
    bus.AddConsumer<FollowAgreementsConsumer>();
    bus.AddErasure();
});
builder.AddAudit();
builder.AddContacts("technology-demands");
builder.Services.AddSingleton<DemandContacts>().AddHostedService<MoveContacts>().AddSingleton<PublicationRules>().AddHostedService<NoteEarlierPieces>();
builder.AddErasure(EraseTalent.Plan);
builder.AddDocument(typeof(Program).Assembly);
builder.Services.AddOptions<DiagnosisOptions>().BindConfiguration(DiagnosisOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddOptions<VerificationOptions>().BindConfiguration(VerificationOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddSingleton<VerificationRules>();
builder.Services.AddChallenges();
builder.Services.AddOptions<KnowledgeOptions>().BindConfiguration(KnowledgeOptions.Section);
builder.Services.AddSingleton(provider => KnowledgeGraph.Load(provider.GetRequiredService<IOptions<KnowledgeOptions>>().Value.Folder));

var app = builder.Build();
app.MapService();

var api = app.MapGroup("/v1").InAskedLanguage();
api.MapRegisterEnterprise();
api.MapReviseEnterprise();
api.MapGetEnterprise();
api.MapListEnterprises();
api.MapPostDemand();
api.MapReviseDemand();
api.MapPublishDemand();
api.MapCloseDemand();
api.MapGetDemand();
api.MapDiagnoseDemand();
api.MapGetDiagnosis();
api.MapPassVerification();
api.MapReturnVerification();
api.MapVetoVerification();
api.MapLiftVeto();
api.MapWithdrawSubmission();
api.MapGetVerification();
api.MapListVerifications();
api.MapCorrectFigure();
api.MapGetFigures();
api.MapSumFigures();
api.MapChallenges();
api.MapListDemands();
api.MapImportDemands();
api.MapGetDemandTemplate();
api.MapExportDemands();
api.MapGetDemandJsonLd();
api.MapDiscloseContact();
api.MapListDisclosures();
api.MapRemoveContact();
api.MapRepublishDemands();
api.MapAudit("technology-demands");

app.Run();

/// <summary>The service's entry point; public so that tests can host it.</summary>
public sealed partial class Program;
