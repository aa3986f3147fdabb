namespace Matchmaking.Contracts.Identity;

/// <summary>An account was erased: whoever keeps something under it deletes it. Owner: Identity.</summary>
/// <param name="Account">The account, as tokens name it.</param>
/// <param name="ErasedAt">When, UTC.</param>
public sealed record AccountErased(string Account, DateTimeOffset ErasedAt);
