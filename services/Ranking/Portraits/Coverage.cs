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
            yield return new PortraitRemark("few_facts", "facts", $"资料只填写了{Phrases.Percent(coverage.FactsStated)}");
        }

        if (coverage.Achievements < FewAchievements)
        {
            yield return new PortraitRemark("few_achievements", "achievements", coverage.Achievements == 0 ? "没有登记成果" : $"成果只有{coverage.Achievements}项");
        }

        if (coverage.EvidenceCharacters + coverage.StatementCharacters < FewCharacters)
        {
            yield return new PortraitRemark("little_text", "text", $"全部文字只有{coverage.EvidenceCharacters + coverage.StatementCharacters}个字符");
        }

        if (technologies == 0)
        {
            yield return new PortraitRemark("no_technologies", "technologies", "文字里看不出任何技术");
        }

        if (damaged?.Share >= MuchDamage)
        {
            yield return new PortraitRemark("damaged_text", "text", $"文字有{Phrases.Percent(damaged.Share)}是乱码");
        }
    }

    // Blanks stand for words of degree and title too, so that these count as nothing.
    private static int Characters(DocumentReading document) => document.Masked.Count(character => !char.IsWhiteSpace(character));
}
