namespace Matchmaking.MatchReview.Agreements;

/// <summary>Whether the two sides of an accepted match are willing to talk; null of a side that has not said anything.</summary>
/// <param name="Enterprise">The enterprise.</param>
/// <param name="Institute">The institute of the expert.</param>
public sealed record SidesWilling(bool? Enterprise, bool? Institute);

/// <summary>How far the two sides of a match have agreed to talk.</summary>
/// <param name="MatchId">The match.</param>
/// <param name="Willingness">What each side said.</param>
/// <param name="ContactsAgreedAt">Since when each may read the other's contact, UTC; null while they may not.</param>
public sealed record WillingnessView(Guid MatchId, SidesWilling Willingness, DateTime? ContactsAgreedAt)
{
    internal static WillingnessView Of(Agreement agreement) =>
        new(agreement.MatchId, new SidesWilling(agreement.Enterprise, agreement.Institute), agreement.IsAgreed ? agreement.ChangedAt : null);
}
