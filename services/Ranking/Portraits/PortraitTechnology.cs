namespace Matchmaking.Ranking.Portraits;

/// <summary>A technology of an expert.</summary>
/// <param name="Id">Its id in the knowledge graph; null for a phrase of the profile that the graph does not know.</param>
/// <param name="Zh">The preferred Chinese term, or the phrase as the profile writes it.</param>
/// <param name="En">The preferred English term; null for a phrase.</param>
/// <param name="Weight">0 to 1; the heaviest technology of the expert has 1.</param>
/// <param name="Fields">First level of 国家重点支持的高新技术领域; empty for a phrase.</param>
/// <param name="Kinds">Ids of the kinds through which alone it is named; empty when a text names it itself.</param>
/// <param name="Documents">Documents that show it.</param>
/// <param name="Achievements">Achievements of them.</param>
/// <param name="Evidence">What shows it, strongest first, at most three.</param>
public sealed record PortraitTechnology(
    string? Id,
    string Zh,
    string? En,
    double Weight,
    IReadOnlyList<NamedCode> Fields,
    IReadOnlyList<string> Kinds,
    int Documents,
    int Achievements,
    IReadOnlyList<TechnologyEvidence> Evidence);

/// <summary>One piece of evidence for a technology.</summary>
/// <param name="Source">profile, directions or the kind of the achievement.</param>
/// <param name="AchievementId">The achievement; null for the profile itself.</param>
/// <param name="Title">Title of the achievement; null for the profile itself.</param>
/// <param name="Date">Date of the achievement; null if not stated.</param>
/// <param name="Sentence">Verbatim from the normalised text.</param>
/// <param name="Named">The words of the sentence that name it; null where a phrase is only paraphrased.</param>
/// <param name="FullWeight">Before decay: 1 for an achievement, a half for a statement, less for a phrase that is shown in part.</param>
/// <param name="Decay">One half after each five years; 0.7 for an achievement without a date, 1 for a statement.</param>
/// <param name="Weight">After decay.</param>
public sealed record TechnologyEvidence(
    string Source, Guid? AchievementId, string? Title, DateOnly? Date, string Sentence, string? Named, double FullWeight, double Decay, double Weight);
