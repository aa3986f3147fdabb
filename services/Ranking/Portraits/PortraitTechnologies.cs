using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Text;

namespace Matchmaking.Ranking.Portraits;

/// <summary>
/// The technologies of an expert: the stated research directions and the phrases of achievement titles, weighed by the documents that show
/// them. An achievement counts half after five years, a statement about oneself counts half of a fresh achievement.
/// </summary>
internal static class PortraitTechnologies
{
    private const int Most = 15;
    private const int MostEvidence = 3;
    private const double HalfLifeYears = 5;
    private const double UndatedWeight = 0.7;
    private const double StatementWeight = 0.5;

    // A document shows a phrase when it holds this share of its terms; a phrase that shares as much with a heavier one is its variant.
    private const double ShownShare = 0.6;

    internal static IReadOnlyList<PortraitTechnology> Of(Candidate candidate, DateOnly today)
    {
        var documents = candidate.Documents.Select(document => (Document: document, Terms: TermSetSink.Of([document.Text]))).ToArray();
        var found = new List<(string Phrase, HashSet<string> Terms, double Weight)>();
        foreach (var phrase in Phrases(candidate))
        {
            var terms = TermSetSink.Of([phrase]);
            var weight = documents.Sum(document => Shown(terms, document.Terms) is var shown && shown >= ShownShare ? shown * Strength(document.Document, today) : 0);
            if (weight > 0)
            {
                found.Add((phrase, terms, weight));
            }
        }

        var chosen = new List<(string Phrase, HashSet<string> Terms, double Weight)>();
        foreach (var phrase in found.OrderByDescending(phrase => phrase.Weight).ThenBy(phrase => phrase.Phrase, StringComparer.Ordinal))
        {
            if (chosen.Count < Most && !chosen.Exists(other => Shown(phrase.Terms, other.Terms) >= ShownShare))
            {
                chosen.Add(phrase);
            }
        }

        var heaviest = chosen.Count > 0 ? chosen[0].Weight : 1;
        return [.. chosen.Select(phrase => new PortraitTechnology(phrase.Phrase, Math.Round(phrase.Weight / heaviest, 3), Evidence(phrase.Terms, documents, today)))];
    }

    private static IEnumerable<string> Phrases(Candidate candidate) => candidate.ResearchDirections
        .Concat(candidate.Documents.Where(document => document.Title is not null).SelectMany(document => TextPieces.Cut(document.Title!)))
        .Distinct(StringComparer.OrdinalIgnoreCase);

    private static IReadOnlyList<TechnologyEvidence> Evidence(HashSet<string> terms, (PortfolioDocument Document, HashSet<string> Terms)[] documents, DateOnly today) =>
        [.. documents
            .Select(document => (document.Document, Weight: Shown(terms, document.Terms) is var shown && shown >= ShownShare ? shown * Strength(document.Document, today) : 0))
            .Where(document => document.Weight > 0)
            .OrderByDescending(document => document.Weight)
            .Take(MostEvidence)
            .Select(document => new TechnologyEvidence(
                document.Document.Source,
                document.Document.AchievementId,
                document.Document.Title,
                document.Document.Date,
                Sentences.Split(document.Document.Text).MaxBy(sentence => Shown(terms, TermSetSink.Of([sentence]))) ?? document.Document.Text,
                Math.Round(document.Weight, 3)))];

    private static double Strength(PortfolioDocument document, DateOnly today) =>
        !document.IsAchievement ? StatementWeight : document.Date is { } date ? Ramp.Decay(date, today, HalfLifeYears) : UndatedWeight;

    private static double Shown(HashSet<string> terms, HashSet<string> holder)
    {
        var held = 0;
        foreach (var term in terms)
        {
            held += holder.Contains(term) ? 1 : 0;
        }

        return terms.Count > 0 ? (double)held / terms.Count : 0;
    }
}
