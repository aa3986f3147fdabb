using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Exclusions;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.State;

namespace Matchmaking.Ranking.Graph;

/// <summary>Which experts and which open needs of the state in memory speak of which technology.</summary>
internal sealed class LinkedMarket(KnowledgeGraph graph, RankingState state)
{
    // A shorter title, such as 个人简介, is shared by chance.
    private const int ShortestTitle = 8;

    private readonly LinkedEntries<Candidate> talents = new(graph.Technologies.Count, entry => Talent(entry, graph.Linker));
    private readonly LinkedEntries<RankingQuery> demands = new(graph.Technologies.Count, entry => Demand(entry, graph.Linker));

    /// <summary>Experts; of those without consent others are not told.</summary>
    internal LinkedView Talents() => talents.Of(state.Candidates.Current);

    /// <summary>Open needs; those for certain institutes only are not told to others.</summary>
    internal LinkedView Demands() => demands.Of(state.Demands.Current);

    /// <summary>Hash of an achievement's title; 0 for one too short to mean anything.</summary>
    internal static ulong TitleHash(string? title) => title is { Length: >= ShortestTitle } ? EntryGate.HashOf(title) : 0;

    private static LinkedEntry Talent(Indexed<Candidate> entry, Linker linker) => new(
        entry.Id,
        entry.Revision,
        TechnologyWeights.Of(entry.Item, linker),
        entry.Item.Consent,
        EntryGate.HashOf(entry.Item.InstituteCreditCode),
        [.. entry.Item.Documents.Where(document => document.IsAchievement).Select(document => TitleHash(document.Title)).Where(hash => hash != 0)]);

    private static LinkedEntry Demand(Indexed<RankingQuery> entry, Linker linker) =>
        new(entry.Id, entry.Revision, TechnologyWeights.Of(entry.Item, linker), !entry.Item.IsTargeted, 0, []);
}
