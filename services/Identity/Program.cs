using Matchmaking.Audit;
using Matchmaking.Documents;
using Matchmaking.Erasure;
using Matchmaking.Identity;
using Matchmaking.Identity.Accounts;
using Matchmaking.Identity.Clients;
using Matchmaking.Identity.Keys;
using Matchmaking.Identity.Organisations;
using Matchmaking.Identity.SignIns;
using Matchmaking.Identity.Tokens;
using Matchmaking.Platform;
using Matchmaking.Platform.Http;
using Microsoft.AspNetCore.Authentication.JwtBearer;

var builder = WebApplication.CreateBuilder(args);
builder.AddService("identity", typeof(Program).Assembly, bus => bus.AddErasure());
builder.AddAudit();
builder.AddErasure(EraseTalent.Plan);
builder.AddDocument(typeof(Program).Assembly);
builder.AddAnonymousLimit();
builder.AddKeyRing("matchmaking-identity");
builder.Services.AddOptions<TokenOptions>().BindConfiguration(TokenOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddOptions<KeyOptions>().BindConfiguration(KeyOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddOptions<PasswordOptions>().BindConfiguration(PasswordOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddOptions<LockoutOptions>().BindConfiguration(LockoutOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddOptions<ClientOptions>().BindConfiguration(ClientOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddOptions<BootstrapOptions>().BindConfiguration(BootstrapOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddSingleton<Passwords>().AddSingleton<PasswordCheck>().AddSingleton<SigningKeyRing>().AddSingleton<OwnKeys>().AddSingleton<AccessTokens>();
builder.Services.AddSingleton<PasswordGrant>().AddSingleton<RefreshGrant>().AddSingleton<ClientGrant>().AddSingleton<Housekeeping>();
builder.Services.AddHostedService<KeyRotation>().AddHostedService<Bootstrap>().AddHostedService(provider => provider.GetRequiredService<Housekeeping>());
// Its own tokens are checked as any others; only the way to the keys is short.
builder.Services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<OwnKeys>((bearer, own) => bearer.ConfigurationManager = own);

var app = builder.Build();
app.MapService();
app.UseRateLimiter();
app.MapDiscovery();
app.MapIssueToken();
app.MapRevokeToken();

var api = app.MapGroup("/v1").InAskedLanguage();
api.MapAudit("identity");
api.MapRegisterOrganisation();
api.MapApproveOrganisation();
api.MapSuspendOrganisation();
api.MapReinstateOrganisation();
api.MapRejectOrganisation();
api.MapGetOrganisation();
api.MapListOrganisations();
api.MapCreateAccount();
api.MapGetAccount();
api.MapListAccounts();
api.MapDisableAccount();
api.MapEnableAccount();
api.MapChangePassword();
api.MapEraseAccount();
api.MapGetPersonalData();
api.MapCreateClient();
api.MapGetClient();
api.MapListClients();
api.MapRotateClientSecret();
api.MapRevokeClient();
api.MapListSignIns();
api.MapRotateKeys();
api.MapRepublishOrganisations();

app.Run();

/// <summary>The service's entry point; public so that tests can host it.</summary>
public sealed partial class Program;
