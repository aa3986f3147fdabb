using Matchmaking.Audit;
using Matchmaking.Contacts;
using Matchmaking.Documents;
using Matchmaking.Erasure;
using Matchmaking.Platform.Http;
using Matchmaking.TalentProfiles.Achievements;
using Matchmaking.TalentProfiles.Consents;
using Matchmaking.TalentProfiles.Contacts;
using Matchmaking.TalentProfiles.Erasures;
using Matchmaking.TalentProfiles.Experts;
using Matchmaking.TalentProfiles.Import;
using Matchmaking.TalentProfiles.Institutes;
using Matchmaking.TalentProfiles.Instruments;
using Matchmaking.TalentProfiles.Instruments.Bookings;

var builder = WebApplication.CreateBuilder(args);
builder.AddService("talent-profiles", typeof(Program).Assembly, bus =>
{
    bus.AddConsumer<FollowOrganisationsConsumer>();
    bus.AddConsumer<FollowAgreementsConsumer>();
    bus.AddConsumer<CollectErasuresConsumer>();
    bus.AddConsumer<ForgetAccountsConsumer>();
    bus.AddErasure();
});
builder.AddAudit();
builder.AddContacts("talent-profiles");
builder.Services.AddSingleton<ExpertContacts>();
builder.Services.AddInstruments();
builder.AddErasure(EraseTalent.Plan);
builder.AddDocument(typeof(Program).Assembly);

var app = builder.Build();
app.MapService();

var api = app.MapGroup("/v1").InAskedLanguage();
api.MapRegisterInstitute();
api.MapReviseInstitute();
api.MapGetInstitute();
api.MapListInstitutes();
api.MapRegisterExpert();
api.MapReviseExpert();
api.MapGetExpert();
api.MapListExperts();
api.MapWithdrawExpert();
api.MapImportExperts();
api.MapGetExpertTemplate();
api.MapExportExperts();
api.MapGetExpertJsonLd();
api.MapAddAchievement();
api.MapReviseAchievement();
api.MapRemoveAchievement();
api.MapDiscloseContact();
api.MapListDisclosures();
api.MapRemoveContact();
api.MapListConsentTexts();
api.MapGetPersonalData();
api.MapListConsents();
api.MapGiveConsent();
api.MapWithdrawConsent();
api.MapEraseExpert();
api.MapGetErasure();
api.MapRepublishErasures();
api.MapRepublishTalents();
api.MapInstruments();
api.MapAudit("talent-profiles");

app.Run();

/// <summary>The service's entry point; public so that tests can host it.</summary>
public sealed partial class Program;
