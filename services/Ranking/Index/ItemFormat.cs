namespace Matchmaking.Ranking.Index;

/// <summary>Reads one item from its bytes.</summary>
/// <typeparam name="TItem">The item.</typeparam>
public delegate TItem ReadItem<out TItem>(ref PackReader reader);

/// <summary>How items are packed into bytes. An index with a format keeps its items packed and can be stored on disk.</summary>
/// <typeparam name="TItem">The item.</typeparam>
/// <param name="Version">Raised whenever the bytes change their meaning: what is stored under another version is not read.</param>
/// <param name="Write">Writes one item.</param>
/// <param name="Read">Reads one item.</param>
public sealed record ItemFormat<TItem>(int Version, Action<PackWriter, TItem> Write, ReadItem<TItem> Read);
