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
using Matchmaking.Webhooks.Notices;
using Matchmaking.Webhooks.Sending;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.AddKeyRing("matchmaking-webhooks");
builder.AddService("webhooks", typeof(Program).Assembly, bus =>
{
    bus.AddConsumer<FollowOrganisationsConsumer>();
    bus.AddConsumer<AnnounceDemandsConsumer>();
    bus.AddConsumer<AnnounceMatchesConsumer>();
    bus.AddConsumer<AnnounceLivesConsumer>();
    bus.AddConsumer<AnnounceChallengesConsumer>();
    bus.AddConsumer<AnnounceBookingsConsumer>();
    bus.AddConsumer<ForgetAccountsConsumer>();
    bus.AddErasure();
});
builder.AddAudit();
builder.AddErasure(EraseTalent.Plan);
builder.Services.AddSingleton<DeliverySignal>().AddSingleton(provider => new Box(provider.GetRequiredService<IDataProtectionProvider>(), "Matchmaking.Webhooks.Secret"));
builder.Services.AddOptions<NoticeOptions>().BindConfiguration(NoticeOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddSingleton<Announcer>().AddHostedService<PurgeNotices>();
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
api.MapListNotices();
api.MapGetNotice();
api.MapGetUnread();
api.MapReadNotices();
api.MapMail();

app.Run();

/// <summary>The service's entry point; public so that tests can host it.</summary>
public sealed partial class Program;
