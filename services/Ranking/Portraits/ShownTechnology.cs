using Matchmaking.Knowledge.Graph;
using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Portraits;

/// <summary>A technology with everything that shows it, before the portrait is cut to what people read.</summary>
/// <param name="Technology">The technology of the knowledge graph; null for a phrase.</param>
/// <param name="Name">Its Chinese term, or the phrase.</param>
/// <param name="Share">What one document counts, 1 unless it is named through kinds alone.</param>
/// <param name="Kinds">The kinds through which alone it is named.</param>
/// <param name="Showings">One for each document, strongest first.</param>
internal sealed record ShownTechnology(Technology? Technology, string Name, double Share, IReadOnlyList<Technology> Kinds, IReadOnlyList<Showing> Showings)
{
    /// <summary>
    /// How much speaks for it. All statements count as one: what stands in the self-description and again among the directions has one witness,
    /// and would otherwise outweigh a contract of last year.
    /// </summary>
    internal double Weight { get; } = Share * (Showings.Where(showing => showing.Reading.Document.IsAchievement).Sum(showing => showing.Weight)
        + Showings.Where(showing => !showing.Reading.Document.IsAchievement).Select(showing => showing.Weight).DefaultIfEmpty().Max());

    /// <summary>Its names for a reason; what has no English one is told by the Chinese.</summary>
    internal Wording Names => new(Name, Technology is { En.Length: > 0 } known ? known.En : Name);

    /// <summary>Id, or the phrase where there is none.</summary>
    internal string Subject => Technology?.Id ?? Name;

    internal int Achievements => Showings.Count(showing => showing.Reading.Document.IsAchievement);

    internal IEnumerable<DateOnly> Dates => Showings.Where(showing => showing.Reading.IsDatedAchievement).Select(showing => showing.Reading.Document.Date!.Value);
}

/// <summary>A document that shows a technology.</summary>
/// <param name="Reading">The document.</param>
/// <param name="Share">How much of a phrase it holds; 1 for a technology of the knowledge graph.</param>
/// <param name="Sentence">The sentence that shows it, found when it is asked for.</param>
/// <param name="Named">The words that name it; null where a phrase is only paraphrased.</param>
internal sealed record Showing(DocumentReading Reading, double Share, Func<string> Sentence, string? Named)
{
    internal double Weight => Share * Reading.Weight;

    /// <summary>Strongest first; of equals what was shown before what was said, newer before older.</summary>
    internal static IReadOnlyList<Showing> Ordered(IEnumerable<Showing> showings) =>
        [.. showings.OrderByDescending(showing => showing.Weight).ThenByDescending(showing => showing.Reading.Document.Date ?? DateOnly.MinValue)];
}
