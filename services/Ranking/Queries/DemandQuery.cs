using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Index;

namespace Matchmaking.Ranking.Queries;

/// <summary>Makes the ranking query of a demand, and its entry in the index of open demands.</summary>
public static class DemandQuery
{
    // Title, description, indicators, background, foundation. What is asked for weighs most; what the enterprise has already and why it asks
    // describe the setting more than the need.
    private static readonly double[] SectionWeights = [2, 1, 0.5, 0.3, 0.3];

    /// <summary>Where the names of the indicators stand among <see cref="RankingQuery.Texts"/>.</summary>
    internal const int IndicatorSection = 2;

    /// <summary>What a section of <see cref="RankingQuery.Texts"/> weighs, by its place.</summary>
    internal static double WeightOf(int section) => SectionWeights[Math.Min(section, SectionWeights.Length - 1)];

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
        string[] texts = [title, description, NamesOf(demand.Indicators), background, foundation];
        return new RankingQuery
        {
            DemandId = demandId,
            Revision = revision,
            Terms = TermsOf(texts),
            Texts = texts,
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

    /// <summary>The same demand with other texts, normalised and in the same order.</summary>
    internal static RankingQuery WithTexts(RankingQuery query, IReadOnlyList<string> texts) => query with { Texts = texts, Terms = TermsOf(texts) };

    /// <summary>The normalised names of indicators as one text.</summary>
    internal static string NamesOf(IEnumerable<DemandIndicator> indicators) => string.Join('；', indicators.Select(indicator => Normalizer.Normalize(indicator.Name)));

    private static QueryTerms TermsOf(IEnumerable<string> texts) => QueryTerms.Of(texts.Select((text, section) => (text, WeightOf(section))));

    /// <summary>The entry of a demand in the index of open demands.</summary>
    public static IndexEntry<RankingQuery> Entry(RankingQuery query) => new(query.DemandId, query.Revision, query.Texts, query);
}
