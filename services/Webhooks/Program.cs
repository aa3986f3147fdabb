using System.Net;
using Matchmaking.Audit;
using Matchmaking.Documents;
using Matchmaking.Erasure;
using Matchmaking.Platform;
using Matchmaking.Platform.Http;
using Matchmaking.Webhooks;
using Matchmaking.Webhooks.Deliveries;
using Matchmaking.Webhooks.Events;
using Matchmaking.Webhooks.Hooks;
using Matchmaking.Webhooks.Mail;
using Matchmaking.Webhooks.Sending;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.AddKeyRing("matchmaking-webhooks");
builder.AddService("webhooks", typeof(Program).Assembly, bus =>
{
    bus.AddConsumer<FollowOrganisationsConsumer>();
    bus.AddConsumer<AnnounceMatchesConsumer>();
    bus.AddConsumer<ForgetAccountsConsumer>();
    bus.AddErasure();
});
builder.AddAudit();
builder.AddErasure(EraseTalent.Plan);
builder.Services.AddSingleton<DeliverySignal>().AddSingleton(provider => new Box(provider.GetRequiredService<IDataProtectionProvider>(), "Matchmaking.Webhooks.Secret"));
builder.AddMail();
builder.AddDocument(typeof(Program).Assembly);
builder.Services.AddSingleton(provider => new GuardedConnection(
    Dns.GetHostAddressesAsync, provider.GetRequiredService<IOptions<WebhookOptions>>().Value.AllowPrivateAddresses));
builder.Services.AddSingleton(provider => new Receivers(
    provider.GetRequiredService<GuardedConnection>(), provider.GetRequiredService<IOptions<WebhookOptions>>().Value));
builder.Services.AddHostedService<Sender>().AddHostedService<PurgeDeliveries>();

var app = builder.Build();
app.MapService();

var api = app.MapGroup("/v1").InAskedLanguage();
api.MapAudit("webhooks");
api.MapCreateWebhook();
api.MapListWebhooks();
api.MapGetWebhook();
api.MapReviseWebhook();
api.MapDeleteWebhook();
api.MapRotateSecret();
api.MapTestWebhook();
api.MapListDeliveries();
api.MapGetDelivery();
api.MapReplayDelivery();
api.MapReplayDeliveries();
api.MapGetPersonalData();
api.MapMail();

app.Run();

/// <summary>The service's entry point; public so that tests can host it.</summary>
public sealed partial class Program;
