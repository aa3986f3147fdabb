namespace Matchmaking.Ranking.Graph;

/// <summary>What stands around an expert (人才图谱). Ranking knows no names of persons: experts are shown by their identity.</summary>
/// <param name="TalentId">The expert.</param>
/// <param name="Revision">The revision of the profile.</param>
/// <param name="Nodes">The expert first, then by kind.</param>
/// <param name="Edges">Between nodes that are in <paramref name="Nodes"/>.</param>
/// <param name="Truncated">Whether there is more of some kind than is shown.</param>
public sealed record ExpertGraph(Guid TalentId, long Revision, IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges, bool Truncated);

/// <summary>A node.</summary>
/// <param name="Id">The kind, a colon and the identity.</param>
/// <param name="Kind">talent, institute, technology, achievement or demand.</param>
/// <param name="Label">In Chinese or as written; of a talent its identity.</param>
/// <param name="Key">The identity: what other addresses of the API take.</param>
public sealed record GraphNode(string Id, string Kind, string Label, string Key);

/// <summary>An edge.</summary>
/// <param name="From">A node.</param>
/// <param name="To">A node.</param>
/// <param name="Kind">
/// belongs_to (talent, institute), works_on (talent, technology), has (talent, achievement), shows (achievement, technology), colleague (of the same
/// institute with technologies in common), shares_achievement (talent, talent), fits (talent, demand), asks_for (demand, technology), broader, feeds
/// or related (technology, technology).
/// </param>
/// <param name="Weight">0 to 1; of fits the score as a part of 100.</param>
/// <param name="Evidence">Documents behind works_on; null for other kinds.</param>
public sealed record GraphEdge(string From, string To, string Kind, double Weight, int? Evidence);
