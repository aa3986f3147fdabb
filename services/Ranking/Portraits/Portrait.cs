namespace Matchmaking.Ranking.Portraits;

/// <summary>What an expert can do, as far as the profile shows it.</summary>
/// <param name="TalentId">The expert.</param>
/// <param name="Revision">The revision of the profile.</param>
/// <param name="Technologies">Heaviest first, each with its evidence.</param>
/// <param name="Axes">Six axes, 0 to 100, with the numbers behind each.</param>
/// <param name="Coverage">Share of the profile that is filled in, 0 to 1.</param>
/// <param name="IsThin">Whether the profile holds too little to rely on the portrait.</param>
/// <param name="Gaps">What is not filled in, in Chinese.</param>
public sealed record Portrait(
    Guid TalentId,
    long Revision,
    IReadOnlyList<PortraitTechnology> Technologies,
    IReadOnlyList<PortraitAxis> Axes,
    double Coverage,
    bool IsThin,
    IReadOnlyList<string> Gaps);

/// <summary>A technology of an expert.</summary>
/// <param name="Phrase">As the profile writes it.</param>
/// <param name="Weight">0 to 1; the heaviest technology of the expert has 1.</param>
/// <param name="Evidence">What shows it, strongest first.</param>
public sealed record PortraitTechnology(string Phrase, double Weight, IReadOnlyList<TechnologyEvidence> Evidence);

/// <summary>One piece of evidence for a technology.</summary>
/// <param name="Source">profile, directions or the kind of the achievement.</param>
/// <param name="AchievementId">The achievement; null for the profile itself.</param>
/// <param name="Title">Title of the achievement; null for the profile itself.</param>
/// <param name="Date">Date of the achievement; null if not stated.</param>
/// <param name="Sentence">Verbatim from the normalised profile.</param>
/// <param name="Weight">After decay with time, 0 to 1.</param>
public sealed record TechnologyEvidence(string Source, Guid? AchievementId, string? Title, DateOnly? Date, string Sentence, double Weight);

/// <summary>One axis of a portrait.</summary>
/// <param name="Name">research_depth, innovation, conversion, industry_cooperation, recency or availability.</param>
/// <param name="Value">0 to 100; null when nothing is known.</param>
/// <param name="Numbers">What the value was made from, by name.</param>
public sealed record PortraitAxis(string Name, double? Value, IReadOnlyDictionary<string, double> Numbers);
