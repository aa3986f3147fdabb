namespace Matchmaking.Contracts.MatchReview;

/// <summary>
/// What an organisation watches for has come: a new expert on the list of a need of the enterprise, or a new need that ranks an expert of the institute. Told once for a
/// watch and a match. Owner: MatchReview.
/// </summary>
/// <param name="WatchId">Identity of the watch.</param>
/// <param name="Organisation">Credit code of the organisation that watches.</param>
/// <param name="Side">Which side watches: enterprise or institute.</param>
/// <param name="MatchId">Identity of the match; an institute reads it only once it was accepted.</param>
/// <param name="DemandId">The demand; one that the organisation may read.</param>
/// <param name="TalentId">The expert.</param>
/// <param name="Rank">The rank of the expert for the demand, from 1.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="FittedAt">When, UTC.</param>
public sealed record WatchFitted(
    Guid WatchId,
    string Organisation,
    string Side,
    Guid MatchId,
    Guid DemandId,
    Guid TalentId,
    int Rank,
    double Score,
    DateTimeOffset FittedAt);
