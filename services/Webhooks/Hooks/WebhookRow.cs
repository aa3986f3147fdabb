using Dapper;
using Matchmaking.Access;
using Npgsql;

namespace Matchmaking.Webhooks.Hooks;

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
    Guid Id, string Organisation, string Url, IReadOnlyList<string> Events, string? Description, string Status, string? DisabledReason,
    DateTime? FailingSince, DateTime? FormerSecretUntil, long Revision, DateTime CreatedAt, DateTime UpdatedAt);

/// <summary>A row of the table, without its secrets.</summary>
internal sealed record WebhookRow
{
    /// <summary>Its columns.</summary>
    public const string Columns = """
        webhook_id as Id, organisation as Organisation, url as Url, events as Events, description as Description, disabled_reason as DisabledReason,
        failing_since as FailingSince, former_until as FormerSecretUntil, revision as Revision, created_at as CreatedAt, updated_at as UpdatedAt
        """;

    private const string SelectForUpdate = $"""
        select {Columns} from webhook where webhook_id = @id and (@Only::text is null or organisation = @Only) for no key update
        """;

    public Guid Id { get; init; }

    public string Organisation { get; init; } = "";

    public string Url { get; init; } = "";

    // A property: Npgsql gives a constructor the type of text[] as Array.
    public string[] Events { get; init; } = [];

    public string? Description { get; init; }

    public string? DisabledReason { get; init; }

    public DateTime? FailingSince { get; init; }

    public DateTime? FormerSecretUntil { get; init; }

    public long Revision { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime UpdatedAt { get; init; }

    /// <summary>The webhook of the caller, held until the transaction ends; null when the caller has none with the id.</summary>
    public static Task<WebhookRow?> Hold(NpgsqlTransaction transaction, Guid id, Caller caller, CancellationToken cancellation) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<WebhookRow>(
            new CommandDefinition(SelectForUpdate, new { id, Only = caller.OnlyOrganisation }, transaction, cancellationToken: cancellation));

    /// <summary>The webhook as it is shown.</summary>
    public WebhookView View(DateTimeOffset now) => new(
        Id, Organisation, Url, Events, Description, DisabledReason is null ? "active" : "disabled", DisabledReason, FailingSince,
        FormerSecretUntil > now.UtcDateTime ? FormerSecretUntil : null, Revision, CreatedAt, UpdatedAt);
}
