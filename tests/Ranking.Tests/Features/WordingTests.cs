using System.Text.RegularExpressions;
using Matchmaking.Ranking.Features;

namespace Matchmaking.Ranking.Tests.Features;

/// <summary>Every reason is told in Chinese and in English.</summary>
public sealed partial class WordingTests
{
    private const int Trials = 200;

    public static TheoryData<string> Names() => [.. FeatureCatalogue.All.Select(feature => feature.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_reason_is_told_in_both_languages_and_each_keeps_to_its_own(string name)
    {
        var feature = FeatureCatalogue.Named(name);
        Assert.All(EveryKind(), pairing =>
        {
            var told = feature.Told(pairing);
            Assert.Matches(ChineseText(), told.Chinese);
            Assert.DoesNotMatch(EnglishWord(), ChineseQuotation().Replace(told.Chinese, ""));
            Assert.Matches("^[A-Z0-9]", told.English);
            Assert.DoesNotMatch(ChineseText(), EnglishQuotation().Replace(told.English, ""));
            Assert.DoesNotMatch(@"\.$|  | ,", told.English);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_differs_in_one_language_differs_in_the_other(string name)
    {
        var feature = FeatureCatalogue.Named(name);
        var told = EveryKind().Select(feature.Told).Distinct().ToArray();

        // Money apart: Chinese tells it to a hundred yuan, English to one.
        Assert.Equal(told.Length, told.Select(wording => wording.English).Distinct().Count());
        Assert.True(told.Length == told.Select(wording => wording.Chinese).Distinct().Count() || told.Any(wording => wording.English.Contains("CNY", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_title_is_quoted_as_it_was_written() =>
        Assert.Equal(new Wording("最相近的材料是《高阻隔PET薄膜》（0.400）", "The closest document is “高阻隔PET薄膜” (0.400)"), new BestDocumentFeature().Told(Pairings.Holding(new Doc("paper", 0.4, Title: "高阻隔PET薄膜"))));

    [Fact]
    public void The_parts_of_the_scorecard_carry_both()
    {
        foreach (var pairing in EveryKind())
        {
            Assert.All(Scorecard.Default.Parts(pairing).Zip(Scorecard.Default.Weights), pair =>
            {
                var told = pair.Second.Feature.Told(pairing);
                Assert.StartsWith(told.Chinese, pair.First.Reason, StringComparison.Ordinal);
                Assert.StartsWith(told.English, pair.First.ReasonEnglish, StringComparison.Ordinal);
            });
        }
    }

    [Fact]
    public void What_is_unknown_or_counts_in_part_is_told_in_both()
    {
        var pairing = Pairings.Pair(query => query with { RegionCode = null });
        pairing = pairing with { Relevance = pairing.Relevance with { Bm25 = 0.02, Cosine = 0.03, Technology = null } };
        var parts = Scorecard.Default.Parts(pairing).ToDictionary(part => part.Feature);

        Assert.Equal("需求文本没有关联到技术图谱，不计分", parts["technology_fit"].Reason);
        Assert.Equal("The text of the need names no technology of the knowledge graph, no points", parts["technology_fit"].ReasonEnglish);
        Assert.Equal("需求地点未填，按中性计；相关度有限，按25%计", parts["region"].Reason);
        Assert.Equal("The need states no place, counted as neutral; relevance is limited, counted at 25%", parts["region"].ReasonEnglish);
    }

    private static IEnumerable<Pairing> EveryKind() =>
    [
        Pairings.Pair(), Pairings.Pair(cosines: [0.9, 2]), Pairings.Pair(engagements: 99), Pairings.Holding(), Pairings.Holding(new Doc("document")), Nothing(),
        .. Enumerable.Range(0, Trials).Select(seed => Rising.Any(new Random(seed))),
    ];

    private static Pairing Nothing() => Pairings.Pair(
        query => query with { Field = null, RegionCode = null, BudgetYuan = null, Deadline = null, CooperationModes = [], TrlWanted = null },
        candidate => candidate with { Fields = [], ServiceModes = [], RegionsServed = [], InstituteRegion = null, Capacity = null, Documents = [] }) with
    { Relevance = new() };

    // Characters, and the punctuation and brackets that go with them.
    [GeneratedRegex(@"[\u3000-\u303F\u4E00-\u9FFF\uFF00-\uFFEF]")]
    private static partial Regex ChineseText();

    [GeneratedRegex("[A-Za-z]{2}")]
    private static partial Regex EnglishWord();

    [GeneratedRegex("《[^》]*》")]
    private static partial Regex ChineseQuotation();

    [GeneratedRegex("“[^”]*”")]
    private static partial Regex EnglishQuotation();
}
