using Matchmaking.Contracts.TalentProfiles;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Ranking.Exclusions;
using Matchmaking.Ranking.Explanations;
using Matchmaking.Ranking.Rankers;

namespace Matchmaking.Ranking.Tests;

public sealed class ExclusionTests
{
    private static readonly IRanker[] Rankers = [new ShuffleRanker(), new Bm25Ranker(), new CosineRanker(), new ScorecardRanker()];

    private static void AssertExcluded(string reason, TalentProfile profile, OpenDemand? demand = null, int engagements = 0)
    {
        var entry = Samples.Entry(profile);
        var other = Samples.Entry(Samples.Profile() with { Institute = new TalentInstitute("T", "另一研究院", "330206", "university") }, id: 2);
        var query = Samples.Query(demand);
        var moment = new RankingMoment(Samples.Today, new Dictionary<Guid, int> { [entry.Id] = engagements });
        var snapshot = Samples.Index(entry, other);
        Assert.Contains(reason, Exclusion.Reasons(query, snapshot.Find(entry.Id), moment));
        Assert.All(Rankers, ranker => Assert.DoesNotContain(ranker.Rank(query, snapshot, moment, 10), match => match.Entry.Id == entry.Id));
        Assert.DoesNotContain(RankedListMaker.Make(query, snapshot, moment).Matches, match => match.TalentId == entry.Id);
    }

    [Fact]
    public void A_profile_without_consent_is_never_ranked() => AssertExcluded("no_consent", Samples.Profile() with { Consent = false });

    [Fact]
    public void An_expert_who_takes_nothing_now_is_never_ranked() => AssertExcluded("no_capacity", Samples.Profile() with { Capacity = 0 });

    [Fact]
    public void An_expert_whose_capacity_is_engaged_is_never_ranked() => AssertExcluded("no_capacity", Samples.Profile(), engagements: 3);

    [Fact]
    public void An_institute_is_never_ranked_for_its_own_enterprise()
    {
        var institute = Samples.Profile().Institute;
        AssertExcluded("own_institute", Samples.Profile() with { Institute = institute with { CreditCode = "91330604000000002b" } });
        AssertExcluded("own_institute", Samples.Profile() with { Institute = institute with { Name = "上虞晟瀾新材料有限公司" } });
    }

    [Fact]
    public void A_targeted_demand_is_ranked_for_its_institutes_only()
    {
        AssertExcluded("not_targeted", Samples.Profile(), Samples.Demand() with { Visibility = "targeted", TargetInstitutes = ["T"] });
        Assert.Empty(Exclusion.Reasons(
            Samples.Query(Samples.Demand() with { Visibility = "targeted", TargetInstitutes = ["12330000000000001A"] }), Samples.Candidate(Samples.Profile()), Samples.Moment));
    }

    [Fact]
    public void Who_is_withdrawn_is_named_as_not_in_the_index() => Assert.Equal(["not_in_index"], Exclusion.Reasons(Samples.Query(), null, Samples.Moment));

    [Fact]
    public void All_reasons_are_given_at_once() => Assert.Equal(
        ["no_consent", "no_capacity"], Exclusion.Reasons(Samples.Query(), Samples.Candidate(Samples.Profile() with { Consent = false, Capacity = 0 }), Samples.Moment));
}
