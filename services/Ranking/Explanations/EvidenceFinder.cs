using Matchmaking.Contracts.Ranking;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Text;

namespace Matchmaking.Ranking.Explanations;

/// <summary>
/// Chooses up to three sentences of a portfolio that carry the demand's weightiest terms. Each further sentence counts only what the
/// earlier ones did not show (maximal marginal relevance after Carbonell and Goldstein, SIGIR 1998).
/// </summary>
internal sealed class EvidenceFinder(CommonPhrases phrases, PhraseWeights weights, NamedTechnologies technologies)
{
    private const int MostSentences = 3;
    private const int MostTerms = 6;
    private const int MostDocuments = 5;

    // A further sentence must add a fifth of what the first shows; fewer but telling sentences are read.
    private const double LeastGain = 0.2;

    // The words of a technology count by themselves; this is for saying it in other words.
    private const double TechnologyWeight = 2;

    // Between equals, an achievement is better evidence than a statement about oneself.
    private const double StatementWeight = 0.8;

    internal IReadOnlyList<EvidenceSentence> Find(Pairing pairing)
    {
        var candidates = Sentences(pairing);
        var chosen = new List<EvidenceSentence>();
        var covered = new HashSet<string>(StringComparer.Ordinal);
        var strongest = 0.0;
        while (chosen.Count < MostSentences && candidates.Count > 0)
        {
            var best = candidates.MaxBy(sentence => Gain(sentence, covered))!;
            var gain = Gain(best, covered);
            _ = candidates.Remove(best);
            if (gain <= 0 || gain < LeastGain * strongest)
            {
                break;
            }

            var terms = phrases.In(best.Text, MostTerms);
            terms.AddRange(best.Technologies.Select(technology => technology.Label).Where(label => !terms.Exists(term => term.Contains(label, StringComparison.OrdinalIgnoreCase)))
                .Distinct(StringComparer.OrdinalIgnoreCase).Take(MostTerms - terms.Count));
            if (terms.Count == 0)
            {
                continue;
            }

            strongest = Math.Max(strongest, gain);
            var sink = new TermSetSink(covered);
            Tokenizer.Tokenize(best.Text, ref sink);
            covered.UnionWith(best.Technologies.Select(technology => Mark(technology.Wanted)));
            chosen.Add(new EvidenceSentence(best.Document.Source, best.Document.AchievementId, best.Document.Title, best.Document.Date, best.Text, terms));
        }

        return chosen;
    }

    private List<Sentence> Sentences(Pairing pairing)
    {
        var documents = pairing.Candidate.Documents;
        var sentences = new List<Sentence>();
        foreach (var index in Enumerable.Range(0, documents.Count)
            .Where(index => Nearness(pairing, index) > 0)
            .OrderByDescending(index => Nearness(pairing, index)).ThenBy(index => index)
            .Take(MostDocuments))
        {
            sentences.AddRange(Text.Sentences.Split(documents[index].Text).Distinct().Select(text => new Sentence(documents[index], text, technologies.In(text))));
        }

        return sentences;
    }

    private static double Nearness(Pairing pairing, int document) =>
        pairing.Relevance.DocumentCosines[document] + (pairing.Relevance.DocumentTechnologies.Count > document ? pairing.Relevance.DocumentTechnologies[document] / 10 : 0);

    private static string Mark(int technology) => FormattableString.Invariant($"\u0001{technology}");

    // Long sentences hold more terms by their length alone; the square root keeps them from always winning.
    private double Gain(Sentence sentence, HashSet<string> covered) =>
        (weights.SumWithout(sentence.Text, covered) + (TechnologyWeight * sentence.Technologies.Where(technology => !covered.Contains(Mark(technology.Wanted))).Sum(technology => technology.Weight)))
        / Math.Sqrt(20 + sentence.Text.Length) * (sentence.Document.IsAchievement ? 1 : StatementWeight);

    private sealed record Sentence(PortfolioDocument Document, string Text, IReadOnlyList<NamedTechnology> Technologies);
}
