namespace Matchmaking.Webhooks.Hooks;

/// <summary>The kinds of events that webhooks may ask for.</summary>
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

    /// <summary>Tries a webhook; sent on request, nobody asks for it in advance.</summary>
    public const string Test = "matchmaking.webhook.test";

    /// <summary>What a webhook may ask for.</summary>
    public static readonly IReadOnlyList<string> All = [ListReady, MatchDecided, MatchProgressed, ContactsAgreed];
}
