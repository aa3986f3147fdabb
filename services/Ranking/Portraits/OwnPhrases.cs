using Matchmaking.Knowledge.Graph;
using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Explanations;

namespace Matchmaking.Ranking.Portraits;

/// <summary>
/// The research directions that the knowledge graph does not know, and the phrases of achievement titles that a second document names too,
/// weighed by the documents that show them. What is young or narrow stands here first.
/// </summary>
internal static class OwnPhrases
{
    // A document shows a phrase when it holds this share of its terms; a phrase that shares as much with a heavier one is its variant.
    private const double ShownShare = 0.6;

    // The graph knows a phrase when its technologies cover this share of the characters: 烧结 in 烧结钕铁硼 adds little to 钕铁硼.
    private const double KnownShare = 0.6;

    // A longer direction is a sentence, and is cut as titles are.
    private const int LongestDirection = 40;

    // Most pieces of a single title name no technology (三层厚壁, 两优系列); they are taken only where little else is known.
    private const int LeastDocuments = 2;
    private const int LittleKnown = 3;

    // Titles of awards name who gives them: 市级职工技术创新成果奖.
    private const string Award = "award";

    /// <summary>The phrases, heaviest first.</summary>
    /// <param name="candidate">The expert.</param>
    /// <param name="documents">The portfolio.</param>
    /// <param name="linker">The technologies that need no phrase.</param>
    /// <param name="linked">How many of them the portfolio names.</param>
    internal static List<ShownTechnology> Of(Candidate candidate, IReadOnlyList<DocumentReading> documents, Linker linker, int linked)
    {
        string[] directions = [.. Directions(candidate)];
        string[] pieces = [.. documents.Where(document => document.Document.Title is not null && document.Document.Source != Award)
            .SelectMany(document => TextPieces.Cut(BlindWords.Mask(document.Document.Title!))).Where(IsTelling)];
        var phrases = Chosen(directions, pieces, documents, linker, LeastDocuments);
        return linked + phrases.Count >= LittleKnown ? phrases : Chosen(directions, pieces, documents, linker, 1);
    }

    private static List<ShownTechnology> Chosen(string[] directions, string[] pieces, IReadOnlyList<DocumentReading> documents, Linker linker, int leastDocuments)
    {
        var found = directions.Concat(pieces).Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(phrase => !IsKnown(phrase, linker))
            .Select(phrase => (Terms: TermSetSink.Of([phrase]), Phrase: phrase))
            .Select(phrase => (phrase.Terms, phrase.Phrase, Shown: new ShownTechnology(null, phrase.Phrase, 1, [], Showings(phrase.Phrase, phrase.Terms, documents))))
            .Where(phrase => directions.Contains(phrase.Phrase) ? phrase.Shown.Showings.Count > 0 : phrase.Shown.Showings.Count(showing => showing.Named is not null) >= leastDocuments)
            .OrderByDescending(phrase => phrase.Shown.Weight).ThenBy(phrase => phrase.Shown.Name, StringComparer.Ordinal);
        var chosen = new List<(HashSet<string> Terms, string Phrase, ShownTechnology Shown)>();
        foreach (var phrase in found)
        {
            if (!chosen.Exists(other => Held(phrase.Terms, other.Terms) >= ShownShare))
            {
                chosen.Add(phrase);
            }
        }

        return chosen.ConvertAll(phrase => phrase.Shown);
    }

    // Whether technologies of the graph say most of a phrase.
    private static bool IsKnown(string phrase, Linker linker) => linker.Link(phrase).Sum(mention => mention.Length) >= KnownShare * phrase.Length;

    /// <summary>The documents that hold enough of a phrase.</summary>
    internal static IReadOnlyList<Showing> Showings(string phrase, HashSet<string> terms, IReadOnlyList<DocumentReading> documents) => Showing.Ordered(
        from document in documents
        let held = Held(terms, document.Terms)
        where held >= ShownShare
        select Show(phrase, terms, document, held));

    private static Showing Show(string phrase, HashSet<string> terms, DocumentReading document, double held)
    {
        var start = document.Masked.LastIndexOf(phrase, StringComparison.OrdinalIgnoreCase);
        return start >= 0
            ? new Showing(document, held, () => document.SentenceAt(start), document.Document.Text.Substring(start, phrase.Length))
            : new Showing(document, held, () => Nearest(terms, document), null);
    }

    // A text of single characters has no sentences.
    private static string Nearest(HashSet<string> terms, DocumentReading document) =>
        document.Sentences.Select(sentence => sentence.Text).MaxBy(sentence => Held(terms, TermSetSink.Of([BlindWords.Mask(sentence)]))) ?? document.Document.Text;

    /// <summary>The research directions as phrases.</summary>
    internal static IEnumerable<string> Directions(Candidate candidate) => candidate.ResearchDirections
        .Select(BlindWords.Mask)
        .SelectMany(direction => direction.Length <= LongestDirection ? [direction.Trim()] : TextPieces.Cut(direction))
        .Where(direction => direction.Length > 0);

    // Of an English title the pieces are single words, which name no technology.
    private static bool IsTelling(string piece) => piece.Any(Characters.IsUnspaced) || piece.Any(char.IsAsciiDigit);

    private static double Held(HashSet<string> terms, HashSet<string> holder) => terms.Count > 0 ? (double)terms.Count(holder.Contains) / terms.Count : 0;
}
