using Matchmaking.Contracts.Ranking;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Relevance;

namespace Matchmaking.Ranking.Explanations;

/// <summary>Explains matches of one demand; what depends on the demand alone is prepared once.</summary>
internal sealed class MatchExplainer
{
    private readonly EvidenceFinder finder;
    private readonly DemandPhrases phrases;

    internal MatchExplainer(RankingQuery query, BoundQuery bound)
    {
        var weights = new PhraseWeights(bound);
        finder = new EvidenceFinder(new CommonPhrases(query.Texts, weights), weights);
        phrases = new DemandPhrases(query, weights);
    }

    internal IReadOnlyList<EvidenceSentence> Evidence(Pairing pairing) => finder.Find(pairing);

    internal IReadOnlyList<string> Missing(Pairing pairing, int most) =>
        phrases.MissingFrom(TermSetSink.Of(pairing.Candidate.Documents.Select(document => document.Text)), most);
}
