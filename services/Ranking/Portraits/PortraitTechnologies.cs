using Matchmaking.Vocabulary;

namespace Matchmaking.Ranking.Portraits;

/// <summary>The technologies of a portrait as people read them: the heaviest, scaled to the heaviest, with their strongest evidence.</summary>
internal static class PortraitTechnologies
{
    private const int MostLinked = 15;

    // What the graph does not know completes the portrait; with more of it, halves of titles crowd out technologies.
    private const int MostPhrases = 6;

    private const int MostEvidence = 3;

    /// <summary>The technologies and phrases to show, heaviest first; of equals what achievements show, then technologies before phrases.</summary>
    internal static IReadOnlyList<ShownTechnology> Chosen(IEnumerable<ShownTechnology> linked, IEnumerable<ShownTechnology> phrases) =>
        [.. Ordered(linked).Take(MostLinked).Concat(Ordered(phrases).Take(MostPhrases)).OrderByDescending(technology => technology.Weight).ThenByDescending(technology => technology.Achievements)];

    /// <summary>What is told of them.</summary>
    internal static IReadOnlyList<PortraitTechnology> Told(IReadOnlyList<ShownTechnology> chosen) =>
        [.. chosen.Select(technology => new PortraitTechnology(
            technology.Technology?.Id,
            technology.Name,
            technology.Technology?.En,
            Math.Round(technology.Weight / chosen[0].Weight, 3),
            [.. (technology.Technology?.Fields ?? []).Select(code => code[..1] + "0").Distinct().Select(code => new NamedCode(code, TechnologyFields.Name(code) ?? ""))],
            [.. technology.Kinds.Select(kind => kind.Id)],
            technology.Showings.Count,
            technology.Achievements,
            [.. technology.Showings.Take(MostEvidence).Select(Evidence)]))];

    private static IOrderedEnumerable<ShownTechnology> Ordered(IEnumerable<ShownTechnology> technologies) =>
        technologies.OrderByDescending(technology => technology.Weight).ThenByDescending(technology => technology.Achievements).ThenBy(technology => technology.Subject, StringComparer.Ordinal);

    private static TechnologyEvidence Evidence(Showing showing) => new(
        showing.Reading.Document.Source,
        showing.Reading.Document.AchievementId,
        showing.Reading.Document.Title,
        showing.Reading.Document.Date,
        showing.Sentence(),
        showing.Named,
        Math.Round(showing.Share * showing.Reading.FullWeight, 3),
        Math.Round(showing.Reading.Decay, 3),
        Math.Round(showing.Weight, 3));
}
