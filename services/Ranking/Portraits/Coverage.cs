using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Portraits;

/// <summary>How much a portrait rests on, and whether that is too little.</summary>
internal static class Coverage
{
    private const double ThinFacts = 0.5;
    private const int FewAchievements = 2;

    // About two titles: less than any of the profiles written for the purpose.
    private const int FewCharacters = 60;

    // With every tenth character wrong, what is left names things it never meant.
    private const double MuchDamage = 0.1;

    internal static PortraitCoverage Of(Candidate candidate, DocumentReading[] documents, int linked)
    {
        var evidence = documents.Where(document => document.Document.IsAchievement).Sum(Characters);
        var all = documents.Sum(Characters);
        return new PortraitCoverage(
            Math.Round(ProfileFacts.Coverage(candidate), 3),
            documents.Length,
            documents.Count(document => document.Document.IsAchievement),
            documents.Count(document => document.IsDatedAchievement),
            linked,
            evidence,
            all - evidence,
            all > 0 ? Math.Round((double)evidence / all, 3) : null);
    }

    /// <summary>Why a portrait is thin; nothing when it is not.</summary>
    internal static IEnumerable<PortraitRemark> ThinReasons(PortraitCoverage coverage, int technologies, DamagedText? damaged)
    {
        if (coverage.FactsStated < ThinFacts)
        {
            yield return new PortraitRemark("few_facts", "facts", new Wording($"资料只填写了{Phrases.Percent(coverage.FactsStated)}", $"Only {Phrases.Percent(coverage.FactsStated)} of the profile is filled in"));
        }

        if (coverage.Achievements < FewAchievements)
        {
            yield return new PortraitRemark("few_achievements", "achievements", coverage.Achievements == 0
                ? new Wording("没有登记成果", "No achievements registered")
                : new Wording($"成果只有{coverage.Achievements}项", $"Only {Phrases.Count(coverage.Achievements, "achievement")} registered"));
        }

        if (coverage.EvidenceCharacters + coverage.StatementCharacters is var characters and < FewCharacters)
        {
            yield return new PortraitRemark("little_text", "text", new Wording($"全部文字只有{characters}个字符", $"All texts together have only {Phrases.Count(characters, "character")}"));
        }

        if (technologies == 0)
        {
            yield return new PortraitRemark("no_technologies", "technologies", new Wording("文字里看不出任何技术", "The texts name no technology"));
        }

        if (damaged?.Share >= MuchDamage)
        {
            yield return new PortraitRemark("damaged_text", "text", new Wording($"文字有{Phrases.Percent(damaged.Share)}是乱码", $"{Phrases.Percent(damaged.Share)} of the text is garbled"));
        }
    }

    // Blanks stand for words of degree and title too, so that these count as nothing.
    private static int Characters(DocumentReading document) => document.Masked.Count(character => !char.IsWhiteSpace(character));
}
