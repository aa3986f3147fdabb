using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Latent;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Ranking.Training;

/// <summary>
/// The seeds ranked in an index of their own: what a model is trained on before anybody has decided anything. Nothing of them gets into the service's.
/// </summary>
internal static class SeedMarket
{
    /// <summary>The experts in an index with a latent space.</summary>
    internal static CandidateIndex<Candidate> Index(SeedFiles seeds)
    {
        var index = new CandidateIndex<Candidate>(CandidateFormat.Packed, KnowledgeGraph.Default);
        _ = index.Load([.. seeds.Experts.Select(expert => CandidateEntry.From(expert.Key, 1, expert.Value))]);
        index.Merging.Wait();
        index.Use(LatentSpace.Train(LatentCorpus.Of(index.Current), LatentSettings.Default));
        return index;
    }

    /// <summary>The candidates of every judged need, graded; who was not judged counts as not relevant.</summary>
    internal static GradedPairs Pairs()
    {
        var seeds = new SeedFiles();
        var (index, moment, pairs) = (Index(seeds).Current, RankingMoment.Of(seeds.Day), new GradedPairs());
        foreach (var demand in seeds.Demands.Where(demand => demand.IsJudged))
        {
            pairs.AddDemand(demand.Enterprise, DemandQuery.From(demand.Id, 1, demand.Open), index, moment, talent => seeds.Grade(demand.Id, talent));
        }

        return pairs;
    }
}
