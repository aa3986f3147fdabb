using Matchmaking.Contracts.Ranking;
using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Features;

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

    // A text as long as the service takes them would take as long as all other candidates of a list together. Of a long one only the sentences are read in
    // which the weightiest terms of the demand stand first.
    private const int LongDocument = 1_000;
    private const int MostPlaces = 8;

    // A further sentence must add a fifth of what the first shows; fewer but telling sentences are read.
    private const double LeastGain = 0.2;

    // The words of a technology count by themselves; this is for saying it in other words.
    private const double TechnologyWeight = 2;

    // Between equals, an achievement is better evidence than a statement about oneself.
    private const double StatementWeight = 0.8;

    internal IReadOnlyList<EvidenceSentence> Find(Pairing pairing)
    {
        // What shows a technology in the other language holds none of the demand's words, and then all is read.
        var chosen = Choose(Sentences(pairing, isWhole: false));
        return chosen.Count > 0 || !pairing.Candidate.Documents.Any(document => document.Size > LongDocument) ? chosen : Choose(Sentences(pairing, isWhole: true));
    }

    private List<EvidenceSentence> Choose(List<Sentence> candidates)
    {
        var chosen = new List<EvidenceSentence>();
        var covered = new Covered(new bool[weights.Count], []);
        var strongest = 0.0;
        while (chosen.Count < MostSentences && candidates.Count > 0)
        {
            var (place, gain) = Best(candidates, covered);
            var best = candidates[place];
            candidates.RemoveAt(place);
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
            Array.ForEach(best.Terms, term => covered.Terms[term] = true);
            covered.Technologies.UnionWith(best.Technologies.Select(technology => technology.Wanted));
            chosen.Add(new EvidenceSentence(best.Document.Source, best.Document.AchievementId, best.Document.Title, best.Document.Date, best.Text, terms));
        }

        return chosen;
    }

    // The first of equals.
    private (int Place, double Gain) Best(List<Sentence> candidates, Covered covered)
    {
        var (best, highest) = (0, double.NegativeInfinity);
        for (var place = 0; place < candidates.Count; place++)
        {
            if (Gain(candidates[place], covered) is var gain && gain > highest)
            {
                (best, highest) = (place, gain);
            }
        }

        return (best, highest);
    }

    // Those that hold anything of the demand, each read once.
    private List<Sentence> Sentences(Pairing pairing, bool isWhole)
    {
        var documents = pairing.Candidate.Documents;
        var sentences = new List<Sentence>();
        foreach (var index in Nearest(pairing))
        {
            var text = documents[index].Text;
            var isLong = !isWhole && text.Length > LongDocument;
            var named = !isLong && ShareOfTechnologies(pairing, index) > 0 ? technologies.In(text) : [];
            foreach (var (start, length) in isLong ? Telling(text) : Knowledge.Text.Sentences.Places(text))
            {
                var terms = weights.Places(text.AsSpan(start, length)).ToArray();
                var shown = isLong
                    ? NamedTechnologies.Best(technologies.In(text.Substring(start, length)), 0, length)
                    : NamedTechnologies.Best(named, start, start + length);
                if (terms.Length > 0 || shown.Length > 0)
                {
                    sentences.Add(new Sentence(documents[index], start, length, terms, shown));
                }
            }
        }

        return sentences;
    }

    private static ReadOnlySpan<int> Nearest(Pairing pairing)
    {
        var order = new int[pairing.Candidate.Documents.Count];
        var farness = new double[order.Length];
        var near = 0;
        for (var document = 0; document < order.Length; document++)
        {
            order[document] = document;
            farness[document] = -Nearness(pairing, document);
            near += farness[document] < 0 ? 1 : 0;
        }

        Array.Sort(order, (left, right) => farness[left].CompareTo(farness[right]) is var byFarness and not 0 ? byFarness : left.CompareTo(right));
        return order.AsSpan(0, Math.Min(near, MostDocuments));
    }

    private List<(int Start, int Length)> Telling(string text)
    {
        var sentences = new List<(int Start, int Length)>();
        foreach (var term in weights.Weightiest)
        {
            var place = text.AsSpan().IndexOf(term, Characters.IsUnspaced(term[0]) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
            if (place >= 0 && !sentences.Exists(sentence => sentence.Start <= place && place < sentence.Start + sentence.Length))
            {
                sentences.Add(Knowledge.Text.Sentences.Around(text, place));
                if (sentences.Count == MostPlaces)
                {
                    break;
                }
            }
        }

        return [.. sentences.Where(sentence => sentence.Length > 0).Distinct().Order()];
    }

    private static double Nearness(Pairing pairing, int document) => pairing.Relevance.DocumentCosines[document] + (ShareOfTechnologies(pairing, document) / 10);

    private static double ShareOfTechnologies(Pairing pairing, int document) =>
        pairing.Relevance.DocumentTechnologies.Count > document ? pairing.Relevance.DocumentTechnologies[document] : 0;

    // Long sentences hold more terms by their length alone; the square root keeps them from always winning.
    private double Gain(Sentence sentence, Covered covered)
    {
        var sum = 0.0;
        foreach (var term in sentence.Terms)
        {
            sum += covered.Terms[term] ? 0 : weights[term];
        }

        foreach (var technology in sentence.Technologies)
        {
            sum += covered.Technologies.Contains(technology.Wanted) ? 0 : TechnologyWeight * technology.Weight;
        }

        return sum / Math.Sqrt(20 + sentence.Length) * (sentence.Document.IsAchievement ? 1 : StatementWeight);
    }

    private sealed record Sentence(PortfolioDocument Document, int Start, int Length, int[] Terms, NamedTechnology[] Technologies)
    {
        internal string Text => Document.Text.Substring(Start, Length);
    }

    // What earlier sentences show of the demand.
    private sealed record Covered(bool[] Terms, HashSet<int> Technologies);
}
