using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Text;

namespace Matchmaking.Ranking.Queries;

/// <summary>Makes the ranking query of a demand, and its entry in the index of open demands.</summary>
public static class DemandQuery
{
    // What is asked for weighs most; what the enterprise has already and why it asks describe the setting more than the need.
    private const double TitleWeight = 2;
    private const double DescriptionWeight = 1;
    private const double IndicatorWeight = 0.5;
    private const double SettingWeight = 0.3;

    /// <summary>Normalises a demand.</summary>
    /// <param name="demandId">The demand.</param>
    /// <param name="revision">Its revision.</param>
    /// <param name="demand">The demand as published.</param>
    public static RankingQuery From(Guid demandId, long revision, OpenDemand demand)
    {
        var title = Normalizer.Normalize(demand.Title);
        var description = Normalizer.Normalize(demand.Description);
        var background = Normalizer.Normalize(demand.Background);
        var foundation = Normalizer.Normalize(demand.ExistingFoundation);
        var indicators = string.Join('；', demand.Indicators.Select(indicator => Normalizer.Normalize(indicator.Name)));
        return new RankingQuery
        {
            DemandId = demandId,
            Revision = revision,
            Terms = QueryTerms.Of([
                (title, TitleWeight),
                (description, DescriptionWeight),
                (indicators, IndicatorWeight),
                (background, SettingWeight),
                (foundation, SettingWeight)]),
            Texts = [title, description, indicators, background, foundation],
            Field = demand.Field,
            RegionCode = demand.RegionCode,
            BudgetYuan = demand.BudgetNegotiable ? null : demand.BudgetYuan,
            Deadline = demand.Deadline,
            TrlWanted = demand.TrlWanted,
            CooperationModes = demand.CooperationModes,
            Indicators = demand.Indicators,
            EnterpriseCreditCode = demand.Enterprise.CreditCode,
            EnterpriseName = Normalizer.Normalize(demand.Enterprise.Name),
            TargetInstitutes = demand.TargetInstitutes,
            IsTargeted = demand.Visibility == "targeted",
        };
    }

    /// <summary>The entry of a demand in the index of open demands.</summary>
    public static IndexEntry<RankingQuery> Entry(RankingQuery query) => new(query.DemandId, query.Revision, query.Texts, query);
}
