using Matchmaking.Access;

namespace Matchmaking.Webhooks.Notices;

/// <summary>What an organisation, an account or the bureau is told: what happened, why, whose turn it is now and until when. It names nobody.</summary>
/// <param name="Id">Identity of the notice; the order of ids is that of arrival.</param>
/// <param name="EventId">The webhook-id of the same event, where webhooks tell it.</param>
/// <param name="Addressee">As whom the caller is told: enterprise, institute, bidder, account, bureau, or booker and owner of an instrument.</param>
/// <param name="Type">What kind of event, as webhooks name it.</param>
/// <param name="State">What came of it: a decision, a stage, a state; a code.</param>
/// <param name="Title">In a few words, Chinese.</param>
/// <param name="TitleEnglish">The same, English.</param>
/// <param name="Text">The whole of it, Chinese.</param>
/// <param name="TextEnglish">The same, English.</param>
/// <param name="Reasons">Why; empty where there is nothing to explain.</param>
/// <param name="Turn">Whose turn it is: enterprise, institute, both, bureau, platform, account, bidder, owner, or a level of verification; null where nobody is waited for.</param>
/// <param name="ActionNeeded">The addressee is asked to do something.</param>
/// <param name="Until">Until when, UTC; null where there is no limit.</param>
/// <param name="DemandId">The need it is about; null where it is about none, or one that the addressee may not know.</param>
/// <param name="MatchId">The match; likewise.</param>
/// <param name="ExpertId">The expert.</param>
/// <param name="ChallengeId">The challenge.</param>
/// <param name="BidId">The bid.</param>
/// <param name="WatchId">The watch.</param>
/// <param name="BookingId">The booking of an instrument.</param>
/// <param name="Href">Where more is read, with the caller's own token.</param>
/// <param name="OccurredAt">When it happened, UTC.</param>
/// <param name="CreatedAt">When the notice came, UTC.</param>
/// <param name="ReadAt">When the account marked it as read, UTC; null while it has not.</param>
public sealed record NoticeView(
    Guid Id, Guid EventId, string Addressee, string Type, string State, string Title, string TitleEnglish, string Text, string TextEnglish, IReadOnlyList<NoticeReason> Reasons, string? Turn,
    bool ActionNeeded, DateTime? Until, Guid? DemandId, Guid? MatchId, Guid? ExpertId, Guid? ChallengeId, Guid? BidId, Guid? WatchId, Guid? BookingId, string Href, DateTime OccurredAt, DateTime CreatedAt,
    DateTime? ReadAt);

/// <summary>What statements about notices are told of the caller.</summary>
internal sealed record NoticeReader(string Organisation, string Account, bool IsMember, bool IsBureau, string[] Regions)
{
    /// <summary>The caller of a request.</summary>
    public static NoticeReader Of(Caller caller) => new(
        caller.Organisation, caller.Subject, caller.Roles.Contains(Roles.Enterprise) || caller.Roles.Contains(Roles.Institute), caller.IsBureau, [.. caller.Regions]);
}
