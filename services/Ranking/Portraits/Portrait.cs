using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Portraits;

/// <summary>What an expert can do, as far as the profile shows it.</summary>
/// <param name="TalentId">The expert.</param>
/// <param name="Revision">The revision of the profile.</param>
/// <param name="PortraitVersion">Names profile, engagements, knowledge, tokenizer, code and day: equal versions are equal portraits. Also the ETag.</param>
/// <param name="MadeOn">The day time decay counts from (UTC).</param>
/// <param name="Technologies">Heaviest first, each with its evidence.</param>
/// <param name="Axes">Six axes, 0 to 100, with the numbers behind each.</param>
/// <param name="Strengths">What stands out, each with its reason.</param>
/// <param name="Gaps">What is missing, unproven or old.</param>
/// <param name="Coverage">How much the portrait rests on.</param>
/// <param name="IsThin">Whether the profile holds too little to rely on the portrait.</param>
/// <param name="ThinReasons">Why it is thin; empty when it is not.</param>
/// <param name="DamagedText">What a wrong encoding has left of the texts; null when nothing is damaged.</param>
public sealed record Portrait(
    Guid TalentId,
    long Revision,
    string PortraitVersion,
    DateOnly MadeOn,
    IReadOnlyList<PortraitTechnology> Technologies,
    IReadOnlyList<PortraitAxis> Axes,
    IReadOnlyList<PortraitRemark> Strengths,
    IReadOnlyList<PortraitRemark> Gaps,
    PortraitCoverage Coverage,
    bool IsThin,
    IReadOnlyList<PortraitRemark> ThinReasons,
    DamagedText? DamagedText);

/// <summary>One axis of a portrait.</summary>
/// <param name="Name">research_depth, innovation, conversion, industry_cooperation, recency or availability.</param>
/// <param name="Value">0 to 100; null when nothing is known.</param>
/// <param name="Numbers">What the value was made from, by name.</param>
/// <param name="Reason">How the value came about, in Chinese.</param>
/// <param name="ReasonEnglish">The same in English.</param>
public sealed record PortraitAxis(string Name, double? Value, IReadOnlyDictionary<string, double> Numbers, string Reason, string ReasonEnglish)
{
    internal PortraitAxis(string name, double? value, IReadOnlyDictionary<string, double> numbers, Wording reason)
        : this(name, value, numbers, reason.Chinese, reason.English)
    {
    }
}

/// <summary>A strength, a gap or a reason why a portrait is thin.</summary>
/// <param name="Code">Stable; services/README.md lists the codes.</param>
/// <param name="Subject">What it is about: id or phrase of a technology, name of an axis, name of a fact, id of an achievement.</param>
/// <param name="Text">For people, in Chinese.</param>
/// <param name="TextEnglish">The same in English.</param>
public sealed record PortraitRemark(string Code, string Subject, string Text, string TextEnglish)
{
    internal PortraitRemark(string code, string subject, Wording text)
        : this(code, subject, text.Chinese, text.English)
    {
    }
}

/// <summary>How much a portrait rests on.</summary>
/// <param name="FactsStated">Share of the facts of a full profile that are stated, 0 to 1.</param>
/// <param name="Documents">Self-description, research directions and achievements; one that is entered twice counts once.</param>
/// <param name="Achievements">Achievements of them.</param>
/// <param name="DatedDocuments">Achievements with a date.</param>
/// <param name="LinkedTechnologies">Technologies of the knowledge graph that the texts name.</param>
/// <param name="EvidenceCharacters">Characters of the achievements, without blanks and words of degree and title.</param>
/// <param name="StatementCharacters">The same of what the expert says of himself or herself.</param>
/// <param name="EvidenceShare">Evidence of all characters, 0 to 1; null when there is no text.</param>
public sealed record PortraitCoverage(
    double FactsStated,
    int Documents,
    int Achievements,
    int DatedDocuments,
    int LinkedTechnologies,
    int EvidenceCharacters,
    int StatementCharacters,
    double? EvidenceShare);

/// <summary>Text that a wrong encoding has damaged. It is flagged, never repaired.</summary>
/// <param name="Share">Damaged characters of all, 0 to 1.</param>
/// <param name="Places">Number of damaged places that can still be seen.</param>
/// <param name="LostCharacters">Characters that came in as U+FFFD; where they stood is not kept.</param>
/// <param name="Source">profile, directions or the kind of the achievement that is damaged most; null when only lost characters are known.</param>
/// <param name="AchievementId">The achievement; null for the profile itself.</param>
/// <param name="Sample">The first damaged place with what stands around it; null when only lost characters are known.</param>
public sealed record DamagedText(double Share, int Places, int LostCharacters, string? Source, Guid? AchievementId, string? Sample);
