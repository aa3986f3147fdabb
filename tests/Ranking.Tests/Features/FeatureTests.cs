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
            query?.Invoke(Samples.Query()) ?? Samples.Query(), changed, new PortfolioRelevance(0.09, 0.08, all[..changed.Documents.Count]), Samples.Today, engagements);
    }

    public static TheoryData<string> Names() => [.. Scorecard.Features.Select(feature => feature.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_feature_stays_within_its_points_and_gives_a_reason(string name)
    {
        var feature = Scorecard.Features.Single(feature => feature.Name == name);
        foreach (var pairing in new[]
        {
            Pair(), Pair(cosines: [0.9, 2]), Pair(candidate: candidate => candidate with { Documents = [] }),
            Pair(query => query with { BudgetYuan = 0, RegionCode = "", Field = "" }), Pair(engagements: 99),
        })
        {
            Assert.InRange(feature.Share(pairing), 0, 1);
            Assert.NotEmpty(feature.Reason(pairing));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_candidate_of_whom_nothing_is_known_gets_the_same_as_any_other_such(string name)
    {
        var feature = Scorecard.Features.Single(feature => feature.Name == name);
        Candidate Unknown(Candidate candidate) => candidate with
        {
            Fields = [],
            ServiceModes = [],
            RegionsServed = [],
            InstituteRegion = null,
            Capacity = null,
            Documents = [new PortfolioDocument("document", null, "甲", null, null, "甲")],
        };
        Assert.Equal(feature.Share(Pair(candidate: Unknown)), feature.Share(Pair(candidate: Unknown)));
        if (feature.Family == FeatureFamily.Affordable || name is "field_match" or "conversion")
        {
            Assert.InRange(feature.Share(Pair(candidate: Unknown)), 0.2, 0.6);
        }
    }

    [Fact]
    public void The_points_of_all_features_are_a_hundred_and_text_holds_most() =>
        Assert.Equal((100, 60), (Scorecard.Features.Sum(feature => feature.MaxPoints), Scorecard.Features.Take(2).Sum(feature => feature.MaxPoints)));

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
        foreach (var feature in Scorecard.Features.Take(2))
        {
            var pairing = FeatureTests.Pair();
            var shares = new[] { 0, 0.02, 0.1, 0.5, 1 }.Select(value => feature.Share(pairing with { Relevance = new PortfolioRelevance(value, value, []) })).ToArray();
            Assert.Equal(shares.Order(), shares);
            Assert.Equal(0, shares[0]);
            Assert.InRange(shares[^1], 0.8, 0.999);
        }
    }

    [Fact]
    public void The_best_document_is_named() =>
        Assert.Contains("《成果1》", new BestDocumentsFeature().Reason(FeatureTests.Pair(cosines: [0.1, 0.4])), StringComparison.Ordinal);
}

public sealed class FieldMatchFeatureTests
{
    [Theory]
    [InlineData("403", "403", 1)]
    [InlineData("403", "40301", 1)]
    [InlineData("40302", "40301", 0.8)]
    [InlineData("403", "405", 0.4)]
    [InlineData("403", "101", 0)]
    [InlineData("40", "403", 0.8)]
    [InlineData("", "403", 0.4)]
    [InlineData(null, "403", 0.4)]
    [InlineData("403", null, 0.4)]
    public void A_longer_common_beginning_gives_more(string? wanted, string? offered, double share) =>
        Assert.Equal(share, new FieldMatchFeature().Share(FeatureTests.Pair(
            query => query with { Field = wanted }, candidate => candidate with { Fields = offered is null ? [] : [offered] })));
}

public sealed class RegionFeatureTests
{
    [Theory]
    [InlineData("330604", "330604", 1)]
    [InlineData("330604", "330600", 1)]
    [InlineData("330604", "330000", 1)]
    [InlineData("330604", "100000", 1)]
    [InlineData("330604", "330602", 0.75)]
    [InlineData("330604", "330200", 0.4)]
    [InlineData("330604", "511011", 0)]
    [InlineData("", "330604", 0.5)]
    [InlineData("330604", null, 0.5)]
    [InlineData("330604", "abc", 0.5)]
    public void A_nearer_region_gives_more(string place, string? served, double share) =>
        Assert.Equal(share, new RegionFeature().Share(FeatureTests.Pair(
            query => query with { RegionCode = place }, candidate => candidate with { RegionsServed = served is null ? [] : [served], InstituteRegion = null })));

    [Fact]
    public void The_seat_of_the_institute_counts_beside_the_regions_served() =>
        Assert.Equal(0.75, new RegionFeature().Share(FeatureTests.Pair(
            query => query with { RegionCode = "330604" }, candidate => candidate with { RegionsServed = ["511000"], InstituteRegion = "330602" })));
}

public sealed class CooperationModeFeatureTests
{
    [Theory]
    [InlineData("joint_development", "joint_development,consulting", 1)]
    [InlineData("joint_development,licensing", "licensing", 0.85)]
    [InlineData("licensing", "consulting", 0)]
    [InlineData("", "consulting", 0.5)]
    [InlineData("licensing", "", 0.5)]
    public void Common_ways_of_working_count(string wanted, string offered, double share) =>
        Assert.Equal(share, new CooperationModeFeature().Share(FeatureTests.Pair(
            query => query with { CooperationModes = wanted.Split(',', StringSplitOptions.RemoveEmptyEntries) },
            candidate => candidate with { ServiceModes = offered.Split(',', StringSplitOptions.RemoveEmptyEntries) })), 1e-12);
}

public sealed class BudgetFitFeatureTests
{
    private static double Share(decimal? budget, params decimal[] amounts) => new BudgetFitFeature().Share(FeatureTests.Pair(
        query => query with { BudgetYuan = budget },
        candidate => candidate with { Documents = [.. amounts.Select(amount => new PortfolioDocument("project", null, "项目", null, amount, "项目"))] }));

    [Fact]
    public void Work_of_the_same_size_fits_and_of_a_hundredfold_does_not()
    {
        Assert.Equal(1, Share(800_000, 1_200_000));
        Assert.Equal(0, Share(800_000, 80_000_000), 1e-9);
        Assert.True(Share(800_000, 8_000_000) > Share(800_000, 20_000_000));
        Assert.Equal(1, Share(800_000, 80_000_000, 800_000));
    }

    [Fact]
    public void Unknown_money_is_neutral()
    {
        Assert.Equal(0.5, Share(null, 800_000));
        Assert.Equal(0.5, Share(800_000));
        Assert.Equal(0.5, Share(0, 800_000));
    }
}

public sealed class FreeCapacityFeatureTests
{
    private static double Share(int? capacity, int engagements, string deadline = "2027-12-31") => new FreeCapacityFeature().Share(FeatureTests.Pair(
        query => query with { Deadline = DateOnly.Parse(deadline, System.Globalization.CultureInfo.InvariantCulture) },
        candidate => candidate with { Capacity = capacity }, engagements));

    [Fact]
    public void More_room_is_better_and_a_near_deadline_asks_for_more()
    {
        Assert.True(Share(3, 0) > Share(3, 2));
        Assert.True(Share(1, 0) > Share(1, 0, "2026-12-31"));
        Assert.Equal(0, Share(2, 2));
        Assert.Equal(1, Share(5, 0));
        Assert.Equal(0.5, Share(null, 0));
    }
}

public sealed class EvidenceStrengthFeatureTests
{
    private static double Share(params (string Source, string? Date, double Cosine)[] documents) => new EvidenceStrengthFeature().Share(FeatureTests.Pair(
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
    public void What_experts_say_of_themselves_is_no_evidence() => Assert.Equal(0, Share(("profile", null, 0.9), ("directions", null, 0.9)));
}

public sealed class ConversionFeatureTests
{
    private static double Share(double cosine, params (string Source, decimal? Amount)[] documents) => new ConversionFeature().Share(FeatureTests.Pair(
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
    public void Papers_convert_nothing_and_unknown_kinds_are_neutral()
    {
        Assert.Equal(0, Share(0.4, ("paper", null)));
        Assert.Equal(0.3, Share(0.4, ("document", null)));
    }
}
