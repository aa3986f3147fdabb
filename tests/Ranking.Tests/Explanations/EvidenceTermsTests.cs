using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Explanations;

namespace Matchmaking.Ranking.Tests.Explanations;

/// <summary>What reviewers see highlighted, over all lists of the seeds.</summary>
public sealed class EvidenceTermsTests(Seeds seeds) : IClassFixture<Seeds>
{
    [Fact]
    public void Every_term_stands_in_its_sentence_and_every_sentence_in_the_profile()
    {
        var terms = 0;
        foreach (var match in seeds.Demands.SelectMany(demand => RankedListMaker.Make(Seeds.Query(demand), seeds.Index.Current, seeds.Moment).Matches))
        {
            var documents = seeds.Index.Current.Find(match.TalentId)!.Item.Documents;
            foreach (var evidence in match.Evidence)
            {
                Assert.Contains(documents, document => document.AchievementId == evidence.AchievementId && document.Text.Contains(evidence.Sentence, StringComparison.Ordinal));
                Assert.NotEmpty(evidence.Terms);
                Assert.Equal(evidence.Terms.Count, evidence.Terms.Distinct(StringComparer.OrdinalIgnoreCase).Count());
                Assert.All(evidence.Terms, term => Assert.Contains(term, evidence.Sentence, StringComparison.OrdinalIgnoreCase));
                terms += evidence.Terms.Count;
            }
        }

        Assert.InRange(terms, 2_000, 4_000);
    }

    [Fact]
    public void An_indicator_that_a_profile_does_not_name_is_told_however_many_phrases_are_missing_too()
    {
        var told = 0;
        foreach (var demand in seeds.Demands.Where(demand => demand.Open.Indicators.Count > 0))
        {
            foreach (var match in RankedListMaker.Make(Seeds.Query(demand), seeds.Index.Current, seeds.Moment).Matches)
            {
                var texts = string.Join('\n', seeds.Index.Current.Find(match.TalentId)!.Item.Documents.Select(document => document.Text));
                var missing = demand.Open.Indicators.Select(DemandPhrases.Told).Where(match.Missing.Contains).ToArray();
                told += missing.Length;
                Assert.DoesNotContain(demand.Open.Indicators, indicator => missing.Contains(DemandPhrases.Told(indicator)) && IsNamed(Normalizer.Normalize(indicator.Name), texts));
                Assert.InRange(match.Missing.Count, missing.Length, missing.Length + 5);
            }
        }

        // Ordered by weight among the phrases, 430 of 1,488 stood among the first five.
        Assert.InRange(told, 1_400, 1_600);
    }

    // Latin letters may stand within a word: ee in degree.
    private static bool IsNamed(string name, string texts) => name.Any(Characters.IsHan) && texts.Contains(name, StringComparison.Ordinal);
}
