namespace Matchmaking.Knowledge.Graph;

/// <summary>One technology of the graph. Others are named by their number, which holds for this graph only; ids hold for good.</summary>
/// <param name="Number">Its place in <see cref="KnowledgeGraph.Technologies"/>.</param>
/// <param name="Id">English slug, stable.</param>
/// <param name="Zh">The preferred Chinese term.</param>
/// <param name="En">The preferred English term.</param>
/// <param name="Named">Every label with its form, the preferred ones first.</param>
/// <param name="Fields">Codes of 国家重点支持的高新技术领域; those of the broader ones where it has none of its own, and so for all codes.</param>
/// <param name="Industries">Codes of GB/T 4754.</param>
/// <param name="Disciplines">Codes of GB/T 13745.</param>
/// <param name="Emerging">First-level codes of 战略性新兴产业.</param>
internal sealed record Technology(
    int Number,
    string Id,
    string Zh,
    string En,
    IReadOnlyList<(string Label, string Form)> Named,
    IReadOnlyList<string> Fields,
    IReadOnlyList<string> Industries,
    IReadOnlyList<string> Disciplines,
    IReadOnlyList<string> Emerging)
{
    /// <summary>Under what it stands in an index.</summary>
    internal string Key { get; } = TechnologyKey.Of(Id);

    /// <summary>Every label, the preferred ones first.</summary>
    internal IReadOnlyList<string> Labels { get; } = [.. Named.Select(named => named.Label)];

    /// <summary>What it is a kind or a part of.</summary>
    internal int[] Broader { get; init; } = [];

    /// <summary>Its kinds and parts.</summary>
    internal int[] Narrower { get; init; } = [];

    /// <summary>What it is an input or an earlier stage of.</summary>
    internal int[] Feeds { get; init; } = [];

    /// <summary>Its inputs and earlier stages.</summary>
    internal int[] FedBy { get; init; } = [];

    /// <summary>Neighbours that are neither above nor below it, whichever side named the other.</summary>
    internal int[] Related { get; init; } = [];
}
