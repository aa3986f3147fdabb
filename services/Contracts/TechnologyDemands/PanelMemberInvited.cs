namespace Matchmaking.Contracts.TechnologyDemands;

/// <summary>A person was drawn into the panel of a challenge and is asked to score. Told once for a seat; names the account, no person. Owner: TechnologyDemands.</summary>
/// <param name="ChallengeId">Identity of the challenge.</param>
/// <param name="Round">Counts how often the challenge was opened for bids, from 1.</param>
/// <param name="Seat">Number of the seat, from 1 for each round; a seat that is filled again has another number.</param>
/// <param name="Organisation">Credit code of the organisation of the account.</param>
/// <param name="Account">The account, as tokens name it.</param>
/// <param name="ScoreUntil">Until when the scores are due, UTC.</param>
/// <param name="InvitedAt">When, UTC.</param>
public sealed record PanelMemberInvited(
    Guid ChallengeId,
    int Round,
    int Seat,
    string Organisation,
    string Account,
    DateTimeOffset ScoreUntil,
    DateTimeOffset InvitedAt);
