using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Ranking.Exclusions;

/// <summary>Lets those pass who may be ranked for one demand; the same rules as <see cref="Exclusion.Reasons"/>, without opening candidates.</summary>
internal readonly struct EligibleCandidates : IEntryFilter
{
    private readonly RankingMoment moment;
    private readonly ulong enterprise;
    private readonly ulong enterpriseName;
    private readonly ulong[]? targets;

    internal EligibleCandidates(RankingQuery query, RankingMoment moment)
    {
        this.moment = moment;
        enterprise = EntryGate.HashOf(query.EnterpriseCreditCode);
        enterpriseName = EntryGate.HashOf(query.EnterpriseName);
        targets = query.IsTargeted ? [.. query.TargetInstitutes.Select(EntryGate.HashOf)] : null;
    }

    public bool Accepts(Guid id, in EntryGate gate) =>
        gate.HasConsent
        && (gate.Capacity < 0 || gate.Capacity > moment.EngagementsOf(id))
        && (enterprise == 0 || enterprise != gate.Institute)
        && (enterpriseName == 0 || enterpriseName != gate.InstituteName)
        && (targets is null || (gate.Institute != 0 && targets.Contains(gate.Institute)));
}
