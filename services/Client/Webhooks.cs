namespace Matchmaking.Client;

/// <summary>A webhook as its owner describes it.</summary>
public sealed record WebhookForm
{
    /// <summary>Where events are posted to: an absolute https address, up to 2,000 characters, without user information and fragment.</summary>
    public string? Url { get; init; }

    /// <summary>Which kinds of events, at least one of All.</summary>
    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>For people, up to 200 characters.</summary>
    public string? Description { get; init; }

    /// <summary>False pauses it: events are kept as dead letters. True, also when absent, enables it again.</summary>
    public bool? Active { get; init; }
}

/// <summary>A webhook as it stands. Its secret is shown when it is made, and never again.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Organisation">Credit code of its owner.</param>
/// <param name="Url">Where events are posted to.</param>
/// <param name="Events">Which kinds.</param>
/// <param name="Description">For people; null if not stated.</param>
/// <param name="Status">active or disabled.</param>
/// <param name="DisabledReason">by_owner, gone (the receiver answered 410) or failing (nothing arrived for days); null while active.</param>
/// <param name="FailingSince">The first failure since the last success, UTC; null when the last call succeeded.</param>
/// <param name="FormerSecretUntil">Until when the former secret signs too, UTC; null when it does not.</param>
/// <param name="Revision">Rises with every change; the ETag.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="UpdatedAt">UTC.</param>
public sealed record WebhookView(
    Guid Id,
    string Organisation,
    string Url,
    IReadOnlyList<string> Events,
    string? Description,
    string Status,
    string? DisabledReason,
    DateTimeOffset? FailingSince,
    DateTimeOffset? FormerSecretUntil,
    long Revision,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);

/// <summary>A new webhook with its secret, which is not shown again.</summary>
/// <param name="Secret">whsec_ and base64; signs what is sent.</param>
/// <param name="Webhook">The webhook.</param>
public sealed record CreatedWebhook(
    string Secret,
    WebhookView Webhook);

/// <summary>A new secret, which is not shown again.</summary>
/// <param name="Secret">whsec_ and base64; signs from now on.</param>
/// <param name="FormerSecretUntil">Until when the former one signs too, UTC; null when it does not sign any more.</param>
/// <param name="WebhookId">The webhook.</param>
public sealed record RotatedSecret(
    string Secret,
    DateTimeOffset? FormerSecretUntil,
    Guid WebhookId);

/// <summary>An event on its way to a webhook.</summary>
/// <param name="Id">Identity of the delivery.</param>
/// <param name="EventId">Identity of the event: the webhook-id header, and the id of the CloudEvent.</param>
/// <param name="EventType">Its kind.</param>
/// <param name="State">pending, delivered or dead.</param>
/// <param name="Attempts">How often the receiver was called.</param>
/// <param name="NextAttemptAt">When it is called next, UTC; null unless pending.</param>
/// <param name="LastStatus">HTTP status of the last answer; null when there was none.</param>
/// <param name="LastError">Why it was not delivered, as a code; null when it was.</param>
/// <param name="CreatedAt">When it was queued, UTC.</param>
/// <param name="FinishedAt">When it was delivered or given up, UTC; null while pending.</param>
/// <param name="Log">The last twenty attempts, newest first.</param>
public sealed record DeliveryView(
    Guid Id,
    Guid EventId,
    string EventType,
    string State,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    int? LastStatus,
    string? LastError,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt,
    IReadOnlyList<AttemptView> Log);

/// <summary>One call of a receiver.</summary>
/// <param name="Number">From 1, going on when the delivery is replayed.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Status">HTTP status; null when there was no answer.</param>
/// <param name="Error">Null when it was delivered, else a stable code.</param>
/// <param name="LatencyMs">Milliseconds to the head of the answer, or to the failure.</param>
public sealed record AttemptView(
    int Number,
    DateTimeOffset At,
    int? Status,
    string? Error,
    int LatencyMs);
