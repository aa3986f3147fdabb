namespace Matchmaking.Contracts.TalentProfiles;

/// <summary>What followers may know of an expert. Carries no contact data.</summary>
/// <param name="Name">Display name.</param>
/// <param name="Institute">The institute the expert belongs to.</param>
/// <param name="Title">Professional title as written (教授, 高级工程师 ...); shown, never weighed. Null if not stated.</param>
/// <param name="Degree">doctor, master, bachelor or other; shown, never weighed. Null if not stated.</param>
/// <param name="Disciplines">GB/T 13745 codes, 3, 5 or 7 digits.</param>
/// <param name="Fields">Codes of 国家重点支持的高新技术领域: 2, 3 or 5 digits.</param>
/// <param name="ResearchDirections">Short phrases.</param>
/// <param name="Text">Free self-description, as written.</param>
/// <param name="ServiceModes">Ways of working together; codes of the vocabulary.</param>
/// <param name="RegionsServed">GB/T 2260 codes of six digits.</param>
/// <param name="Capacity">Engagements the expert takes at one time; 0 = none now.</param>
/// <param name="Consent">Whether the expert agreed to be matched; without it nobody ranks the expert.</param>
/// <param name="Achievements">Newest first.</param>
public sealed record TalentProfile(
    string Name,
    TalentInstitute Institute,
    string? Title,
    string? Degree,
    IReadOnlyList<string> Disciplines,
    IReadOnlyList<string> Fields,
    IReadOnlyList<string> ResearchDirections,
    string Text,
    IReadOnlyList<string> ServiceModes,
    IReadOnlyList<string> RegionsServed,
    int Capacity,
    bool Consent,
    IReadOnlyList<TalentAchievement> Achievements);

/// <summary>The institute of an expert.</summary>
/// <param name="CreditCode">Unified social credit code, 18 characters (GB 32100).</param>
/// <param name="Name">Registered name.</param>
/// <param name="RegionCode">GB/T 2260 code of the seat.</param>
/// <param name="Kind">university, research_institute, hospital, college, service_platform or enterprise_lab.</param>
public sealed record TalentInstitute(string CreditCode, string Name, string RegionCode, string Kind);

/// <summary>One achievement of an expert: the evidence a match rests on.</summary>
/// <param name="AchievementId">Identity, stable while the achievement exists.</param>
/// <param name="Kind">paper, patent, project, award, standard, product or conversion_contract.</param>
/// <param name="Title">As written.</param>
/// <param name="Date">Publication, grant, end or signature; null if not stated.</param>
/// <param name="Role">The expert's part in it, as written; null if not stated.</param>
/// <param name="Text">Abstract or description; null if not stated.</param>
/// <param name="AmountYuan">Money of a project or contract in yuan; null if not stated (never 0 for unknown).</param>
public sealed record TalentAchievement(Guid AchievementId, string Kind, string Title, DateOnly? Date, string? Role, string? Text, decimal? AmountYuan);
