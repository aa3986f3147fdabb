namespace Matchmaking.Contracts.Erasure;

/// <summary>
/// An expert is erased: who holds anything of the expert erases it, keeps the bare id so that nothing brings the expert back, and answers with
/// <see cref="PersonErased"/>. Told again, it is done and answered again. Owner: TalentProfiles.
/// </summary>
/// <param name="ErasureId">Identity of the erasure.</param>
/// <param name="TalentId">The expert.</param>
/// <param name="Revision">Higher than every revision of the expert that was ever told.</param>
/// <param name="RequestedAt">When, UTC.</param>
public sealed record PersonErasureRequested(Guid ErasureId, Guid TalentId, long Revision, DateTimeOffset RequestedAt);
