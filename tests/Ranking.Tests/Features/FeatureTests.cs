using Matchmaking.Ranking.Candidates;
using Matchmaking.Ranking.Features;
using Matchmaking.Ranking.Relevance;

namespace Matchmaking.Ranking.Tests.Features;

/// <summary>What holds for every feature,; what one feature does stands in a class of its own.</summary>
public sealed class FeatureTests
{
    public static TheoryData<string> Names() => [.. FeatureCatalogue.All.Select(feature => feature.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_feature_stays_within_0_and_1_and_says_why(string name)
    {
        var feature = FeatureCatalogue.Named(name);
        foreach (var pairing in new[]
        {
            Pairings.Pair(), Pairings.Pair(cosines: [0.9, 2]), Pairings.Pair(candidate: candidate => candidate with { Documents = [] }),
            Pairings.Pair(query => query with { BudgetYuan = 0, RegionCode = "", Field = "" }), Pairings.Pair(engagements: 99),
        })
        {
            var value = feature.Value(pairing);
            Assert.InRange(value ?? 0, 0, 1);
            Assert.NotEmpty(feature.Reason(pairing, value).Chinese);
            Assert.NotEmpty(feature.Reason(pairing, value).English);
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
        var nothing = Pairings.Pair(
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

    [Theory]
    [MemberData(nameof(Names))]
    public void A_feature_has_tests_of_its_own_and_a_monotone_one_is_held_to_it(string name)
    {
        var feature = FeatureCatalogue.Named(name);
        var tests = $"{feature.GetType().Name}Tests";
        Assert.True(File.Exists(Path.Combine(Harness.Repository.Root(), "tests", "Ranking.Tests", "Features", tests + ".cs")));
        var type = typeof(FeatureTests).Assembly.GetType($"{typeof(FeatureTests).Namespace}.{tests}");
        Assert.NotNull(type);
        Assert.Equal(feature.IsMonotone, type.GetMethods().Any(method => method.Name.EndsWith("_never_lowers_the_value", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_features_see_holds_neither_name_nor_degree_nor_title()
    {
        var names = typeof(Candidate).GetProperties().Select(property => property.Name);
        Assert.Empty(names.Intersect(["Name", "Degree", "Title"]));
    }
}
