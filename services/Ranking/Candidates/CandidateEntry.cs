using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Exclusions;
using Matchmaking.Ranking.Index;

namespace Matchmaking.Ranking.Candidates;

/// <summary>Makes the index entry of a talent out of the published profile.</summary>
public static class CandidateEntry
{
    /// <summary>Normalises a profile and cuts it into the documents of a portfolio.</summary>
    /// <param name="talentId">The talent.</param>
    /// <param name="revision">The revision of the profile.</param>
    /// <param name="profile">The profile as published.</param>
    public static IndexEntry<Candidate> From(Guid talentId, long revision, TalentProfile profile)
    {
        var directions = profile.ResearchDirections.Select(Normalizer.Normalize).Where(direction => direction.Length > 0).ToArray();
        var documents = new List<PortfolioDocument>();
        AddStatement(documents, PortfolioDocument.Profile, Normalizer.Normalize(profile.Text));
        AddStatement(documents, PortfolioDocument.Directions, string.Join('；', directions));
        foreach (var achievement in profile.Achievements)
        {
            var title = Normalizer.Normalize(achievement.Title);
            var text = Normalizer.Normalize(achievement.Text);
            documents.Add(new PortfolioDocument(
                achievement.Kind, achievement.AchievementId, title, achievement.Date, achievement.AmountYuan, Join(title, text)));
        }

        var candidate = new Candidate(
            profile.Institute.CreditCode,
            Normalizer.Normalize(profile.Institute.Name),
            profile.Institute.RegionCode,
            profile.Fields,
            profile.ServiceModes,
            profile.RegionsServed,
            profile.Capacity,
            profile.Consent,
            directions,
            documents)
        {
            LostCharacters = Lost(profile.Text) + profile.ResearchDirections.Sum(Lost) + profile.Achievements.Sum(achievement => Lost(achievement.Title) + Lost(achievement.Text)),
        };
        return Of(talentId, revision, candidate);
    }

    /// <summary>The index entry of a candidate whose texts are normalised already.</summary>
    public static IndexEntry<Candidate> Of(Guid talentId, long revision, Candidate candidate) =>
        new(talentId, revision, [.. candidate.Documents.Select(document => document.Text)], candidate, GateOf(candidate));

    private static EntryGate GateOf(Candidate candidate) => new(
        candidate.Consent, candidate.Capacity ?? -1, EntryGate.HashOf(candidate.InstituteCreditCode), EntryGate.HashOf(candidate.InstituteName));

    private static void AddStatement(List<PortfolioDocument> documents, string source, string text)
    {
        if (text.Length > 0)
        {
            documents.Add(new PortfolioDocument(source, null, null, null, null, text));
        }
    }

    private static int Lost(string? text) => text.AsSpan().Count('\uFFFD');

    private static string Join(string title, string text) => text.Length == 0 ? title : title.Length == 0 ? text : $"{title}\n{text}";
}
