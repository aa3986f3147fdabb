using Matchmaking.Ranking.Exclusions;

namespace Matchmaking.Ranking.Index;

/// <summary>Says which entries a search may return. Asked only for entries that would be among the best.</summary>
internal interface IEntryFilter
{
    bool Accepts(Guid id, in EntryGate gate);
}

/// <summary>Lets every entry pass.</summary>
internal readonly struct EveryEntry : IEntryFilter
{
    public bool Accepts(Guid id, in EntryGate gate) => true;
}
