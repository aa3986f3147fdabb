namespace Matchmaking.Client;

/// <summary>Webhooks of the own organisation.</summary>
public sealed class WebhooksApi
{
    private const string Path = "/api/v1/webhooks";

    private readonly ApiConnection connection;

    internal WebhooksApi(ApiConnection connection) => this.connection = connection;

    /// <summary>Makes a webhook; its secret is shown here and never again.</summary>
    public async Task<CreatedWebhook> Create(WebhookForm webhook, CancellationToken cancellation = default) => (await connection.Post<CreatedWebhook>(Path, webhook, cancellation)).Value;

    /// <summary>Reads a webhook.</summary>
    public Task<Versioned<WebhookView>> Get(Guid id, CancellationToken cancellation = default) => connection.Get<WebhookView>($"{Path}/{id}", cancellation);

    /// <summary>The webhooks of the own organisation, oldest first.</summary>
    public IAsyncEnumerable<WebhookView> List(string? sort = null, CancellationToken cancellation = default) => connection.List<WebhookView>(ApiConnection.Query(Path, ("sort", sort), ("limit", 100)), cancellation);

    /// <summary>Changes a webhook that was read with <paramref name="etag"/>; pauses it, or enables it again.</summary>
    public Task<Versioned<WebhookView>> Revise(Guid id, WebhookForm webhook, string etag, CancellationToken cancellation = default) => connection.Put<WebhookView>($"{Path}/{id}", webhook, etag, cancellation);

    /// <summary>Removes a webhook.</summary>
    public Task Delete(Guid id, string etag, CancellationToken cancellation = default) => connection.Delete($"{Path}/{id}", etag, cancellation);

    /// <summary>A new secret; the former one signs beside it for <paramref name="formerHours"/>.</summary>
    public async Task<RotatedSecret> RotateSecret(Guid id, int? formerHours = null, CancellationToken cancellation = default) =>
        (await connection.Post<RotatedSecret>(ApiConnection.Query($"{Path}/{id}/secret:rotate", ("formerHours", formerHours)), null, cancellation)).Value;

    /// <summary>Sends a test event.</summary>
    public async Task<DeliveryView> Test(Guid id, CancellationToken cancellation = default) => (await connection.Post<DeliveryView>($"{Path}/{id}:test", null, cancellation)).Value;

    /// <summary>What was sent and what came of it, newest first; <paramref name="state"/> is pending, delivered or dead.</summary>
    public IAsyncEnumerable<DeliveryView> Deliveries(Guid id, string? state = null, CancellationToken cancellation = default) =>
        connection.List<DeliveryView>(ApiConnection.Query($"{Path}/{id}/deliveries", ("state", state), ("limit", 100)), cancellation);

    /// <summary>Sends one again.</summary>
    public async Task<DeliveryView> Replay(Guid id, Guid deliveryId, CancellationToken cancellation = default) => (await connection.Post<DeliveryView>($"{Path}/{id}/deliveries/{deliveryId}:replay", null, cancellation)).Value;
}
