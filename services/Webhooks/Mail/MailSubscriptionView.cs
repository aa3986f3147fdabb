using Dapper;
using Matchmaking.Platform;
using Npgsql;

namespace Matchmaking.Webhooks.Mail;

/// <summary>Whether and how an account gets its notices by mail.</summary>
/// <param name="Address">Where to.</param>
/// <param name="Language">zh or en.</param>
/// <param name="Wants">important: what asks for something or ends something. all: every notice.</param>
/// <param name="Pace">immediately or daily.</param>
/// <param name="ConfirmedAt">When the address was confirmed by the link that was sent to it, UTC; null until then, and nothing else is sent before.</param>
/// <param name="LastMail">How the newest mail fared; null before the first.</param>
/// <param name="UpdatedAt">UTC.</param>
public sealed record MailSubscriptionView(string Address, string Language, string Wants, string Pace, DateTime? ConfirmedAt, LastMailView? LastMail, DateTime UpdatedAt);

/// <summary>How a mail fared.</summary>
/// <param name="Kind">confirmation or notices.</param>
/// <param name="State">pending, sent or dead.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="LastError">Why the last attempt failed, as a code; null when it did not.</param>
/// <param name="CreatedAt">UTC.</param>
public sealed record LastMailView(string Kind, string State, int Attempts, string? LastError, DateTime CreatedAt);

/// <summary>A subscription as it is stored.</summary>
internal sealed record MailSubscriptionRow
{
    private const string SelectOwn = """
        select s.subscription_id as Id, s.address as Address, s.language as Language, s.wants as Wants, s.pace as Pace, s.confirmed_at as ConfirmedAt, s.updated_at as UpdatedAt,
               m.kind as Kind, m.state as State, m.attempts as Attempts, m.last_error as LastError, m.created_at as CreatedAt
        from mail_subscription s
             left join lateral (select * from mail where mail.subscription_id = s.subscription_id order by created_at desc, mail_id desc limit 1) m on true
        where s.account = @account
        """;

    public Guid Id { get; init; }

    public string Address { get; init; } = "";

    public string Language { get; init; } = "";

    public string Wants { get; init; } = "";

    public string Pace { get; init; } = "";

    public DateTime? ConfirmedAt { get; init; }

    public DateTime UpdatedAt { get; init; }

    public string? Kind { get; init; }

    public string State { get; init; } = "";

    public int Attempts { get; init; }

    public string? LastError { get; init; }

    public DateTime CreatedAt { get; init; }

    /// <summary>The subscription of an account; null without one.</summary>
    public static Task<MailSubscriptionRow?> Of(NpgsqlConnection connection, string account, CancellationToken cancellation) =>
        connection.QuerySingleOrDefaultAsync<MailSubscriptionRow>(new CommandDefinition(SelectOwn, new { account }, cancellationToken: cancellation));

    /// <summary>As it is shown to its owner.</summary>
    public MailSubscriptionView View(Box addresses) => new(
        addresses.Open(Id, Address), Language, Wants, Pace, ConfirmedAt, Kind is null ? null : new LastMailView(Kind, State, Attempts, LastError, CreatedAt), UpdatedAt);
}
