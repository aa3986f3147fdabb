namespace Matchmaking.Webhooks.Hooks;

/// <summary>The kinds of events that organisations are told of, and those that notices alone tell.</summary>
public static class EventTypes
{
    /// <summary>The ranked list of a demand can be read; to the enterprise.</summary>
    public const string ListReady = "matchmaking.list.ready";

    /// <summary>A match was decided; to the enterprise and, when it was accepted, to the institute.</summary>
    public const string MatchDecided = "matchmaking.match.decided";

    /// <summary>An accepted match has reached a stage; to both.</summary>
    public const string MatchProgressed = "matchmaking.match.progressed";

    /// <summary>Both sides of a match are willing to talk, and each may read the other's contact; to both.</summary>
    public const string ContactsAgreed = "matchmaking.contacts.agreed";

    /// <summary>What was agreed on contacts is taken back; to both.</summary>
    public const string ContactsWithdrawn = "matchmaking.contacts.withdrawn";

    /// <summary>A demand has turned open for matching; to the enterprise.</summary>
    public const string DemandPublished = "matchmaking.demand.published";

    /// <summary>A demand no longer stands open; to the enterprise.</summary>
    public const string DemandClosed = "matchmaking.demand.closed";

    /// <summary>A demand has gone a step of its verification; to the enterprise.</summary>
    public const string DemandVerification = "matchmaking.demand.verification";

    /// <summary>An expert was held or rejected for a need; to the institute, without the need.</summary>
    public const string ExpertOutcome = "matchmaking.expert.outcome";

    /// <summary>An accepted match stands still; to both.</summary>
    public const string MatchStalled = "matchmaking.match.stalled";

    /// <summary>A side has rated the work; to the other.</summary>
    public const string MatchRated = "matchmaking.match.rated";

    /// <summary>A challenge has gone a step; to the enterprise.</summary>
    public const string ChallengeAdvanced = "matchmaking.challenge.advanced";

    /// <summary>A bid has gone a step; to the organisation that bids.</summary>
    public const string BidAdvanced = "matchmaking.bid.advanced";

    /// <summary>The work on a bid that was chosen has gone a step; to the enterprise.</summary>
    public const string WorkAdvanced = "matchmaking.bid.work";

    /// <summary>What an organisation watches for has come; to it.</summary>
    public const string WatchFitted = "matchmaking.watch.fitted";

    /// <summary>A booking of a shared instrument has gone a step; to who booked and to the owner.</summary>
    public const string BookingChanged = "matchmaking.booking.changed";

    /// <summary>A match was not decided in time; a notice to the bureau, no webhook.</summary>
    public const string MatchEscalated = "matchmaking.match.escalated";

    /// <summary>A held match is to be looked at again; a notice to the bureau, no webhook.</summary>
    public const string MatchReminded = "matchmaking.match.reminded";

    /// <summary>The other side of a match has read a contact; a notice to whose contact it is, no webhook.</summary>
    public const string ContactRead = "matchmaking.contact.read";

    /// <summary>An account is asked to score a challenge; a notice to it alone, no webhook.</summary>
    public const string PanelInvited = "matchmaking.panel.invited";

    /// <summary>Tries a webhook; sent on request, nobody asks for it in advance.</summary>
    public const string Test = "matchmaking.webhook.test";

    /// <summary>What a webhook may ask for.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        ListReady, MatchDecided, MatchProgressed, ContactsAgreed, ContactsWithdrawn, DemandPublished, DemandClosed, DemandVerification, ExpertOutcome, MatchStalled, MatchRated,
        ChallengeAdvanced, BidAdvanced, WorkAdvanced, WatchFitted, BookingChanged,
    ];

    /// <summary>What notices tell of.</summary>
    public static readonly IReadOnlyList<string> OfNotices = [.. All, MatchEscalated, MatchReminded, ContactRead, PanelInvited];
}
