namespace Matchmaking.Webhooks.Notices;

/// <summary>Who a notice is for.</summary>
internal static class Addressees
{
    /// <summary>The enterprise behind a demand or a challenge.</summary>
    public const string Enterprise = "enterprise";

    /// <summary>The institute behind an expert.</summary>
    public const string Institute = "institute";

    /// <summary>The organisation that bids.</summary>
    public const string Bidder = "bidder";

    /// <summary>One account.</summary>
    public const string Account = "account";

    /// <summary>The organisation that books an instrument.</summary>
    public const string Booker = "booker";

    /// <summary>The organisation that runs an instrument.</summary>
    public const string Owner = "owner";

    /// <summary>Reviewers and operators, by region.</summary>
    public const string Bureau = "bureau";
}

/// <summary>What a notice is about.</summary>
internal sealed record NoticeSubjects(Guid? DemandId = null, Guid? MatchId = null, Guid? TalentId = null, Guid? ChallengeId = null, Guid? BidId = null, Guid? WatchId = null, Guid? BookingId = null);

/// <summary>What a notice says, in codes.</summary>
/// <param name="State">What happened, with the type of the event: a decision, a stage, a state.</param>
/// <param name="Subjects">What it is about.</param>
/// <param name="Href">Where the addressee reads more, with its own token.</param>
internal sealed record NoticeDraft(string State, NoticeSubjects Subjects, string Href)
{
    /// <summary>Why.</summary>
    public IReadOnlyList<string> ReasonCodes { get; init; } = [];

    /// <summary>Until when the state lasts or something is due.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whose turn it is, where the message says so; otherwise as <see cref="NoticeKinds"/> know.</summary>
    public string? Turn { get; init; }

    /// <summary>A number that belongs to it: experts of a list, a rank.</summary>
    public int? Amount { get; init; }
}
