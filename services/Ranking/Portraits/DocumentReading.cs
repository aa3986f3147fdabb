using Matchmaking.Knowledge.Graph;
using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Portraits;

/// <summary>A document of a portfolio, read once for every part of the portrait: blind to degree and title, with what it names and what it weighs.</summary>
internal sealed class DocumentReading
{
    // What one says of oneself counts half of what one has shown, as in the knowledge graph.
    private const double AchievementWeight = 1;
    private const double StatementWeight = 0.5;

    // The usual window of talent evaluations in China is the last five years; what is older still counts, by halves.
    private const double HalfLifeYears = 5;

    // That of an achievement two and a half years old: most of what is entered without a date is recent.
    private const double UndatedDecay = 0.7;

    private HashSet<string>? terms;
    private List<(string Text, int Start)>? sentences;

    private DocumentReading(PortfolioDocument document, Linker linker, DateOnly today)
    {
        Document = document;
        Masked = BlindWords.Mask(document.Text);
        Mentions = linker.Link(Masked);
        if (!document.IsAchievement)
        {
            _ = Mentions.RemoveAll(mention => Disclaimers.Deny(Masked, mention.Start));
        }

        FullWeight = document.IsAchievement ? AchievementWeight : StatementWeight;
        Decay = document.IsAchievement ? DecayOf(document, today) : 1;
    }

    internal PortfolioDocument Document { get; }

    /// <summary>The text with blanks for words of degree and title; places are those of the text.</summary>
    internal string Masked { get; }

    /// <summary>Technologies that it names, in the order of the text; of a statement without those it denies.</summary>
    internal List<Mention> Mentions { get; }

    internal double FullWeight { get; }

    internal double Decay { get; }

    internal double Weight => FullWeight * Decay;

    internal bool IsDatedAchievement => Document.IsAchievement && Document.Date is not null;

    internal HashSet<string> Terms => terms ??= TermSetSink.Of([Masked]);

    /// <summary>Sentences, verbatim, with where they begin. Directions lose the mark they were joined with, which nobody wrote.</summary>
    internal List<(string Text, int Start)> Sentences => sentences ??= Located(Document.Text, Document.Source == PortfolioDocument.Directions);

    /// <summary>Reads the portfolio of an expert. An achievement that was entered twice is read once.</summary>
    internal static DocumentReading[] Of(Candidate candidate, Linker linker, DateOnly today) =>
        [.. Distinct(candidate).Select(document => new DocumentReading(document, linker, today))];

    /// <summary>The documents without those that say again what one of the same kind says.</summary>
    internal static IEnumerable<PortfolioDocument> Distinct(Candidate candidate) => candidate.Documents.DistinctBy(document => (document.Source, document.Text));

    /// <summary>What is left of an achievement today.</summary>
    internal static double DecayOf(PortfolioDocument document, DateOnly today) =>
        document.Date is { } date ? Ramp.Decay(date, today, HalfLifeYears) : UndatedDecay;

    /// <summary>The sentence in which a place of the text stands.</summary>
    internal string SentenceAt(int start)
    {
        var found = Sentences.FindLastIndex(sentence => sentence.Start <= start);
        return found >= 0 ? Sentences[found].Text : Document.Text;
    }

    private static List<(string Text, int Start)> Located(string text, bool isJoined) => Knowledge.Text.Sentences.Places(text).ConvertAll(place =>
    {
        var sentence = text.Substring(place.Start, place.Length);
        return (isJoined ? sentence.TrimEnd('；') : sentence, place.Start);
    });
}
