namespace Matchmaking.Contracts.Erasure;

/// <summary>A service has erased an expert, searched its whole database for the id afterwards and found it nowhere. Owner: every service.</summary>
/// <param name="ErasureId">Identity of the erasure.</param>
/// <param name="Service">The service, in kebab case.</param>
/// <param name="Items">What was erased where.</param>
/// <param name="Remaining">Rows that still name the expert, beside the bare id that keeps the expert from coming back.</param>
/// <param name="ErasedAt">When, UTC.</param>
public sealed record PersonErased(Guid ErasureId, string Service, IReadOnlyList<ErasedItem> Items, long Remaining, DateTimeOffset ErasedAt);

/// <summary>What was done in one place.</summary>
/// <param name="Store">A table, or what else held data, such as index.</param>
/// <param name="Action">deleted, redacted, detail_erased or purged.</param>
/// <param name="Rows">How many.</param>
public sealed record ErasedItem(string Store, string Action, long Rows);
