using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Relevance;

namespace Matchmaking.Ranking.Tests.Features;

/// <summary>What holds for every feature, and the pairings the tests of single features start from.</summary>
public sealed class FeatureTests
{
    internal static Pairing Pair(
        Func<RankingQuery, RankingQuery>? query = null, Func<Candidate, Candidate>? candidate = null, int engagements = 0, params double[] cosines)
    {
        var profile = Samples.Profile(achievements: [.. cosines.Select((_, i) => Samples.Achievement("paper", $"成果{i}"))]);
        var entry = Samples.Entry(profile);
        var changed = candidate?.Invoke(entry.Item) ?? entry.Item;
        double[] all = [.. Enumerable.Repeat(0.05, Math.Max(0, changed.Documents.Count - cosines.Length)), .. cosines];
        return new Pairing(
            query?.Invoke(Samples.Query()) ?? Samples.Query(), changed, Relevance(all[..changed.Documents.Count]), Samples.Today, engagements);
    }

    internal static PortfolioRelevance Relevance(params double[] cosines) => new()
    {
        Bm25 = 0.09,
        WordBm25 = 0.08,
        BestDocumentBm25 = 0.07,
        Cosine = 0.08,
        Coverage = 0.3,
        RareCoverage = 0.4,
        TitleCoverage = 0.5,
        DescriptionCoverage = 0.3,
        IndicatorCoverage = 0.2,
        LatinCoverage = 0.1,
        Latent = 0.2,
        Technology = 0.3,
        TechnologyCoverage = 0.5,
        ExactTechnology = 0.2,
        DocumentCosines = cosines,
        DocumentCoverages = [.. cosines.Select(cosine => Math.Min(1, cosine))],
        DocumentTechnologies = cosines,
    };

    public static TheoryData<string> Names() => [.. FeatureCatalogue.All.Select(feature => feature.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_feature_stays_within_0_and_1_and_says_why(string name)
    {
        var feature = FeatureCatalogue.Named(name);
        foreach (var pairing in new[]
        {
            Pair(), Pair(cosines: [0.9, 2]), Pair(candidate: candidate => candidate with { Documents = [] }),
            Pair(query => query with { BudgetYuan = 0, RegionCode = "", Field = "" }), Pair(engagements: 99),
        })
        {
            var value = feature.Value(pairing);
            Assert.InRange(value ?? 0, 0, 1);
            Assert.NotEmpty(feature.Reason(pairing, value));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_feature_is_described_and_has_a_weight_with_a_reason(string name)
    {
        var feature = FeatureCatalogue.Named(name);
        Assert.Matches("^[a-z][a-z0-9_]*$", name);
        Assert.Contains(feature.Family, new[] { FeatureFamily.Findable, FeatureFamily.Affordable, FeatureFamily.Reliable });
        Assert.NotEmpty(feature.Formula);
        Assert.NotEmpty(feature.Source);
        var weight = Assert.Single(ScorecardWeights.All, weight => weight.Feature == feature);
        Assert.InRange(weight.Unknown, 0, 1);
        Assert.NotEmpty(weight.Why);
    }

    [Fact]
    public void What_is_not_known_is_null_and_neither_nothing_nor_everything()
    {
        var nothing = Pair(
            query => query with { Field = null, RegionCode = null, BudgetYuan = null, Deadline = null, CooperationModes = [], TrlWanted = null },
            candidate => candidate with { Fields = [], ServiceModes = [], RegionsServed = [], InstituteRegion = null, Capacity = null, Documents = [] });
        nothing = nothing with { Relevance = new PortfolioRelevance() };
        foreach (var feature in FeatureCatalogue.All.Where(feature => feature.Family == FeatureFamily.Affordable))
        {
            Assert.Null(feature.Value(nothing));
            Assert.InRange(ScorecardWeights.All.Single(weight => weight.Feature == feature).Unknown, 0.2, 0.6);
        }

        foreach (var name in new[] { "field_match", "technology_field", "latent_fit", "technology_fit", "title_coverage", "latin_terms", "conversion", "recency", "backed_statement" })
        {
            Assert.Null(FeatureCatalogue.Named(name).Value(nothing));
        }
    }

    [Fact]
    public void There_are_forty_features_and_the_points_of_the_scorecard_are_a_hundred()
    {
        Assert.True(FeatureCatalogue.All.Count >= 40);
        Assert.Equal(FeatureCatalogue.All.Count, FeatureCatalogue.All.Select(feature => feature.Name).Distinct().Count());
        Assert.Equal(FeatureCatalogue.All, ScorecardWeights.All.Select(weight => weight.Feature));
        Assert.Equal(100, ScorecardWeights.All.Sum(weight => weight.Points), 1e-9);
        Assert.True(ScorecardWeights.All.Where(weight => weight.IsRelevance).Sum(weight => weight.Points) >= 60);
    }

    [Fact]
    public void Every_feature_type_stands_in_the_catalogue_in_a_file_of_its_own()
    {
        var types = typeof(IFeature).Assembly.GetTypes().Where(type => type.IsClass && typeof(IFeature).IsAssignableFrom(type)).ToArray();
        Assert.Equal(types.Select(type => type.Name).Order(), FeatureCatalogue.All.Select(feature => feature.GetType().Name).Order());
        Assert.All(types, type => Assert.True(File.Exists(Path.Combine(Harness.Repository.Root(), "services", "Ranking", "Features", type.Name + ".cs"))));
    }

    [Fact]
    public void What_features_see_holds_neither_name_nor_degree_nor_title()
    {
        var names = typeof(Candidate).GetProperties().Select(property => property.Name);
        Assert.Empty(names.Intersect(["Name", "Degree", "Title"]));
    }
}

public sealed class TextFeatureTests
{
    [Fact]
    public void More_relevance_gives_more_points_and_never_all()
    {
        foreach (var feature in new IFeature[] { new PortfolioFitFeature(), new BestDocumentsFeature() })
        {
            var pairing = FeatureTests.Pair();
            var shares = new[] { 0, 0.02, 0.1, 0.5, 1 }.Select(value => feature.Value(pairing with { Relevance = new PortfolioRelevance { Bm25 = value, Cosine = value } })!.Value).ToArray();
            Assert.Equal(shares.Order(), shares);
            Assert.Equal(0, shares[0]);
            Assert.InRange(shares[^1], 0.8, 0.999);
        }
    }

    [Fact]
    public void The_best_document_is_named() =>
        Assert.Contains("《成果1》", new BestDocumentFeature().Reason(FeatureTests.Pair(cosines: [0.1, 0.4]), 0.8), StringComparison.Ordinal);
}

public sealed class FieldMatchFeatureTests
{
    [Theory]
    [InlineData("403", "403", 1.0)]
    [InlineData("403", "40301", 1.0)]
    [InlineData("40302", "40301", 0.8)]
    [InlineData("403", "405", 0.4)]
    [InlineData("403", "101", 0.0)]
    [InlineData("40", "403", 0.8)]
    [InlineData("", "403", null)]
    [InlineData(null, "403", null)]
    [InlineData("403", null, null)]
    public void A_longer_common_beginning_gives_more(string? wanted, string? offered, double? share) =>
        Assert.Equal(share, new FieldMatchFeature().Value(FeatureTests.Pair(
            query => query with { Field = wanted }, candidate => candidate with { Fields = offered is null ? [] : [offered] })));
}

public sealed class RegionFeatureTests
{
    [Theory]
    [InlineData("330604", "330604", 1.0)]
    [InlineData("330604", "330600", 1.0)]
    [InlineData("330604", "330000", 1.0)]
    [InlineData("330604", "100000", 1.0)]
    [InlineData("330604", "330602", 0.75)]
    [InlineData("330604", "330200", 0.4)]
    [InlineData("330604", "511011", 0.0)]
    [InlineData("", "330604", null)]
    [InlineData("330604", null, null)]
    [InlineData("330604", "abc", null)]
    public void A_nearer_region_gives_more(string place, string? served, double? share) =>
        Assert.Equal(share, new RegionFeature().Value(FeatureTests.Pair(
            query => query with { RegionCode = place }, candidate => candidate with { RegionsServed = served is null ? [] : [served], InstituteRegion = null })));

    [Fact]
    public void The_seat_of_the_institute_counts_beside_the_regions_served() =>
        Assert.Equal(0.75, new RegionFeature().Value(FeatureTests.Pair(
            query => query with { RegionCode = "330604" }, candidate => candidate with { RegionsServed = ["511000"], InstituteRegion = "330602" })));
}

public sealed class CooperationModeFeatureTests
{
    [Theory]
    [InlineData("joint_development", "joint_development,consulting", 1.0)]
    [InlineData("joint_development,licensing", "licensing", 0.85)]
    [InlineData("licensing", "consulting", 0.0)]
    [InlineData("", "consulting", null)]
    [InlineData("licensing", "", null)]
    public void Common_ways_of_working_count(string wanted, string offered, double? share) =>
        Assert.Equal(share, new CooperationModeFeature().Value(FeatureTests.Pair(
            query => query with { CooperationModes = wanted.Split(',', StringSplitOptions.RemoveEmptyEntries) },
            candidate => candidate with { ServiceModes = offered.Split(',', StringSplitOptions.RemoveEmptyEntries) })));
}

public sealed class BudgetFitFeatureTests
{
    private static double? Share(decimal? budget, params decimal[] amounts) => new BudgetFitFeature().Value(FeatureTests.Pair(
        query => query with { BudgetYuan = budget },
        candidate => candidate with { Documents = [.. amounts.Select(amount => new PortfolioDocument("project", null, "项目", null, amount, "项目"))] }));

    [Fact]
    public void Work_of_the_same_size_fits_and_of_a_hundredfold_does_not()
    {
        Assert.Equal(1, Share(800_000, 1_200_000));
        Assert.Equal(0, Share(800_000, 80_000_000)!.Value, 1e-9);
        Assert.True(Share(800_000, 8_000_000) > Share(800_000, 20_000_000));
        Assert.Equal(1, Share(800_000, 80_000_000, 800_000));
    }

    [Fact]
    public void Unknown_money_is_unknown()
    {
        Assert.Null(Share(null, 800_000));
        Assert.Null(Share(800_000));
        Assert.Null(Share(0, 800_000));
    }
}

public sealed class FreeCapacityFeatureTests
{
    private static double? Share(int? capacity, int engagements, string deadline = "2027-12-31") => new FreeCapacityFeature().Value(FeatureTests.Pair(
        query => query with { Deadline = DateOnly.Parse(deadline, System.Globalization.CultureInfo.InvariantCulture) },
        candidate => candidate with { Capacity = capacity }, engagements));

    [Fact]
    public void More_room_is_better_and_a_near_deadline_asks_for_more()
    {
        Assert.True(Share(3, 0) > Share(3, 2));
        Assert.True(Share(1, 0) > Share(1, 0, "2026-12-31"));
        Assert.Equal(0, Share(2, 2)!.Value);
        Assert.Equal(1, Share(5, 0));
        Assert.Null(Share(null, 0));
    }
}

public sealed class EvidenceStrengthFeatureTests
{
    private static double? Share(params (string Source, string? Date, double Cosine)[] documents) => new EvidenceStrengthFeature().Value(FeatureTests.Pair(
        candidate: candidate => candidate with
        {
            Documents = [.. documents.Select(document => new PortfolioDocument(
                document.Source, null, "题", document.Date is null ? null : DateOnly.Parse(document.Date, System.Globalization.CultureInfo.InvariantCulture), null, "题"))],
        },
        cosines: [.. documents.Select(document => document.Cosine)]));

    [Fact]
    public void More_closer_and_fresher_achievements_are_stronger()
    {
        Assert.True(Share(("paper", "2025-01-01", 0.2), ("patent", "2025-01-01", 0.2)) > Share(("paper", "2025-01-01", 0.2)));
        Assert.True(Share(("paper", "2025-01-01", 0.2)) > Share(("paper", "2025-01-01", 0.1)));
        Assert.True(Share(("paper", "2025-01-01", 0.2)) > Share(("paper", "2012-01-01", 0.2)));
        Assert.True(Share(("paper", null, 0.2)) > Share(("paper", "2012-01-01", 0.2)));
    }

    [Fact]
    public void What_experts_say_of_themselves_is_no_evidence() => Assert.Equal(0, Share(("profile", null, 0.9), ("directions", null, 0.9))!.Value);
}

public sealed class ConversionFeatureTests
{
    private static double? Share(double cosine, params (string Source, decimal? Amount)[] documents) => new ConversionFeature().Value(FeatureTests.Pair(
        candidate: candidate => candidate with
        {
            Documents = [.. documents.Select(document => new PortfolioDocument(document.Source, null, "题", new DateOnly(2025, 1, 1), document.Amount, "题"))],
        },
        cosines: [.. documents.Select(_ => cosine)]));

    [Fact]
    public void Contracts_near_the_need_and_with_more_money_count_more()
    {
        Assert.True(Share(0.4, ("conversion_contract", 100_000)) > Share(0.01, ("conversion_contract", 100_000)));
        Assert.True(Share(0.4, ("conversion_contract", 5_000_000)) > Share(0.4, ("conversion_contract", 100_000)));
        Assert.True(Share(0.4, ("conversion_contract", null), ("product", null)) > Share(0.4, ("product", null)));
    }

    [Fact]
    public void Papers_convert_nothing_and_unknown_kinds_are_unknown()
    {
        Assert.Equal(0, Share(0.4, ("paper", null))!.Value);
        Assert.Null(Share(0.4, ("document", null)));
    }
}
