using Matchmaking.Contracts.Ranking;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Relevance;

namespace Matchmaking.Ranking.Explanations;

/// <summary>Explains matches of one demand; what depends on the demand alone is prepared once.</summary>
internal sealed class MatchExplainer
{
    private readonly EvidenceFinder finder;
    private readonly DemandPhrases phrases;

    internal MatchExplainer(RankingQuery query, BoundQuery bound, KnowledgeGraph? graph)
    {
        var weights = new PhraseWeights(bound);
        var technologies = new NamedTechnologies(graph, bound.Technologies);
        finder = new EvidenceFinder(new CommonPhrases(query.Texts, weights), weights, technologies);
        phrases = new DemandPhrases(query, weights, technologies);
    }

    internal IReadOnlyList<EvidenceSentence> Evidence(Pairing pairing) => finder.Find(pairing);

    internal IReadOnlyList<string> Missing(Pairing pairing) => phrases.MissingFrom(pairing.Relevance.HeldTerms, pairing.Relevance.ShownTechnologies);
}
