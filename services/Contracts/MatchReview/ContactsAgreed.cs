namespace Matchmaking.Contracts.MatchReview;

/// <summary>
/// Both sides of an accepted match are willing to talk, and each may read the other's contact; or one of them no longer is, or the match has ended. Told in full
/// on every change under a rising revision; no contact and no name travels. Owner: MatchReview.
/// </summary>
/// <param name="MatchId">Identity of the match.</param>
/// <param name="DemandId">The demand.</param>
/// <param name="TalentId">The expert.</param>
/// <param name="EnterpriseCode">Credit code of the enterprise behind the demand.</param>
/// <param name="InstituteCode">Credit code of the institute that spoke for the expert.</param>
/// <param name="Agreed">False ends what was agreed: nothing more is disclosed.</param>
/// <param name="Revision">Rises with every change of the match's agreement.</param>
/// <param name="ToldAt">When it changed, UTC.</param>
public sealed record ContactsAgreed(
    Guid MatchId,
    Guid DemandId,
    Guid TalentId,
    string EnterpriseCode,
    string InstituteCode,
    bool Agreed,
    long Revision,
    DateTimeOffset ToldAt);
