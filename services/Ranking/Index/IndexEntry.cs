using Matchmaking.Ranking.Exclusions;

namespace Matchmaking.Ranking.Index;

/// <summary>What the index takes: one item with the small documents it is found by.</summary>
/// <typeparam name="TItem">What a match hands back: a candidate, or a demand for the direction from expert to needs.</typeparam>
/// <param name="Id">Identity; equal scores are ordered by it.</param>
/// <param name="Revision">A higher revision replaces a lower one, never the other way round.</param>
/// <param name="Documents">Normalised texts, in the order in which the item knows them.</param>
/// <param name="Item">The item itself; the index only carries it.</param>
/// <param name="Gate">What decides, without opening the item, whether it may be ranked.</param>
public sealed record IndexEntry<TItem>(Guid Id, long Revision, IReadOnlyList<string> Documents, TItem Item, EntryGate Gate = default);

/// <summary>What the index hands back.</summary>
/// <typeparam name="TItem">As taken.</typeparam>
/// <param name="Id">Identity.</param>
/// <param name="Revision">The revision that is indexed.</param>
/// <param name="Item">The item.</param>
public sealed record Indexed<TItem>(Guid Id, long Revision, TItem Item);
