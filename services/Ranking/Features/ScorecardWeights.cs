namespace Matchmaking.Ranking.Features;

/// <summary>The weights of the scorecard, fixed and with a reason each; 100 points together. One set for all data.</summary>
public static class ScorecardWeights
{
    /// <summary>For every feature of the catalogue, in its order.</summary>
    public static IReadOnlyList<ScorecardWeight> All { get; } =
    [
        Text<PortfolioFitFeature>(19, "the whole portfolio by words: with best_documents the steadiest signal on every set"),
        Text<WordFitFeature>(0, "says what portfolio_fit says; words alone rank worse than words and characters"),
        Text<BestDocumentFitFeature>(0, "says what best_document says, and loses on long documents"),
        Text<BestDocumentsFeature>(19, "several fitting documents are better evidence than one"),
        Text<BestDocumentFeature>(11, "linear: tells apart who is best where the saturated ones are nearly full"),
        Text<AchievementFitFeature>(0, "best_document and backed_statement say it together"),
        Text<StatementFitFeature>(0, "what talents say of themselves earns nothing of its own"),
        Text<DocumentMeanFeature>(0, "punishes breadth: a talent with many interests is no worse for one of them"),
        Text<CoverageFeature>(0, "portfolio_fit without frequency: long portfolios win by length"),
        Text<TitleCoverageFeature>(0, "titles weigh double in the words already"),
        Text<DescriptionCoverageFeature>(0, "the same of the description"),
        Text<IndicatorCoverageFeature>(2, "who names the measured quantities knows the problem; few demands state them", unknown: 0.2),
        Text<RareTermsFeature>(0, "ten terms decide too much: one synonym and a good candidate is lost"),
        Text<LatinTermsFeature>(0, "formulae and model numbers weigh by their rarity already"),
        Text<BestDocumentCoverageFeature>(0, "rises with the length of a document"),
        Text<LatentFitFeature>(9, "finds subjects across words; small, since on titles it guesses"),
        Text<TechnologyFitFeature>(10, "finds subjects across languages and synonyms; the graph does not know everything"),
        Text<TechnologyCoverageFeature>(0, "technology_fit without the best documents first: long portfolios win by length"),
        Text<ExactTechnologyFeature>(0, "neighbours count for something"),
        Text<EncoderFitFeature>(0, "no weight before it is measured with the encoder that an operator chooses"),
        Other<FieldMatchFeature>(6, 0.4, "coded by both sides, but one demand in several carries a wrong field"),
        Other<TechnologyFieldFeature>(0, 0.4, "as good as field_match where that is right; kept for demands without a field"),
        Other<RegionFeature>(3, 0.5, "travel is cheap beside a wrong expert"),
        Other<SeatDistanceFeature>(0, 0.5, "whom a talent says to serve is the talent's to say"),
        Other<CooperationModeFeature>(2.5, 0.5, "can be agreed upon"),
        Other<BudgetFitFeature>(2, 0.5, "amounts are known of few"),
        Other<FreeCapacityFeature>(2.5, 0.5, "who has none is not ranked at all; this is about slack"),
        Other<LoadFeature>(0, 0.5, "free_capacity says it in engagements"),
        Other<TimeLeftFeature>(0, 0.5, "the same for all candidates of a demand"),
        Other<ReadinessFitFeature>(1.5, 0.5, "a paper is no plant; kinds are known of few"),
        Other<EvidenceStrengthFeature>(5, 0, "achievements on the subject, the newer the better"),
        Other<PaperSupportFeature>(0, 0.3, "no kind of achievement is preferred (破五唯)"),
        Other<PatentSupportFeature>(0, 0.3, "the same"),
        Other<ProjectSupportFeature>(0, 0.3, "the same"),
        Other<ProductSupportFeature>(0, 0.3, "the same"),
        Other<ConversionFeature>(4, 0.3, "results that reached industry are what enterprises look for"),
        Other<RecencyFeature>(0, 0.3, "evidence_strength holds freshness already; a point for it cost .003 on grant titles and brought nothing"),
        Other<HandledMoneyFeature>(0, 0.3, "favours those who were trusted before"),
        Other<BackedStatementFeature>(1.5, 0.5, "statements without achievements are cheap"),
        Other<ProfileCoverageFeature>(0, 0.5, "diligence in forms is no skill"),
        Other<OriginalityFeature>(2, 1, "who copies the demand loses the copy and these points"),
    ];

    private static ScorecardWeight Text<TFeature>(double points, string why, double unknown = 0)
        where TFeature : IFeature => new(Named<TFeature>(), points, unknown, true, why);

    private static ScorecardWeight Other<TFeature>(double points, double unknown, string why)
        where TFeature : IFeature => new(Named<TFeature>(), points, unknown, false, why);

    private static IFeature Named<TFeature>() => FeatureCatalogue.All.Single(feature => feature is TFeature);
}
