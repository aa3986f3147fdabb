using System.Net;
using Matchmaking.Audit;
using Matchmaking.Documents;
using Matchmaking.Platform.Http;
using Matchmaking.Webhooks;
using Matchmaking.Webhooks.Deliveries;
using Matchmaking.Webhooks.Events;
using Matchmaking.Webhooks.Hooks;
using Matchmaking.Webhooks.Sending;
using Microsoft.Extensions.Options;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateDataAnnotations().ValidateOnStart();
builder.Services.AddKeyFolder();
builder.AddService("webhooks", typeof(Program).Assembly, bus =>
{
    bus.AddConsumer<FollowOrganisationsConsumer>();
    bus.AddConsumer<AnnounceMatchesConsumer>();
});
builder.AddAudit();
builder.AddDocument(typeof(Program).Assembly);
builder.Services.AddSingleton<DeliverySignal>().AddSingleton<SecretBox>();
builder.Services.AddSingleton(provider => new GuardedConnection(
    Dns.GetHostAddressesAsync, provider.GetRequiredService<IOptions<WebhookOptions>>().Value.AllowPrivateAddresses));
builder.Services.AddSingleton(provider => new Receivers(
    provider.GetRequiredService<GuardedConnection>(), provider.GetRequiredService<IOptions<WebhookOptions>>().Value));
builder.Services.AddHostedService<Sender>().AddHostedService<PurgeDeliveries>();

var app = builder.Build();
app.MapService();

var api = app.MapGroup("/v1");
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

app.Run();

/// <summary>The service's entry point; public so that tests can host it.</summary>
public sealed partial class Program;
