using Matchmaking.Knowledge.Graph;

namespace Matchmaking.Knowledge.Text;

/// <summary>
/// Words of the platform's own that its texts are cut by beside the dictionary: technical terms that no general dictionary knows. A
/// fixed list, so that every process and every index cuts alike; it is read once, with the first text.
/// </summary>
internal static class UserWords
{
    /// <summary>All of them, as written; the lexicon normalises them.</summary>
    internal static IReadOnlyList<string> All { get; } = [.. KnowledgeGraph.Labels];
}
