using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Rankers;
using Matchmaking.Ranking.Training;

namespace Matchmaking.Ranking.Tests.Explanations;

/// <summary>The seeds as published profiles and demands, in an index that tests may change: 240 experts, 120 demands.</summary>
public sealed class Seeds
{
    private readonly SeedFiles files = new();

    public Seeds()
    {
        Index = SeedMarket.Index(files);
        Demands = [.. files.Demands.Select(demand => (demand.Id, demand.Open))];
        Moment = RankingMoment.Of(files.Day);
    }

    internal CandidateIndex<Candidate> Index { get; }

    internal IReadOnlyList<(Guid Id, OpenDemand Open)> Demands { get; }

    internal RankingMoment Moment { get; }

    internal TalentProfile Profile(Guid talent) => files.Experts[talent];

    internal static RankingQuery Query((Guid Id, OpenDemand Open) demand) => DemandQuery.From(demand.Id, 1, demand.Open);
}
