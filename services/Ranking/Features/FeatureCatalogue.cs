namespace Matchmaking.Ranking.Features;

/// <summary>Every feature there is, in the order in which they are shown and stored. services/Ranking/Features/README.md is made from it.</summary>
public static class FeatureCatalogue
{
    /// <summary>All features, by family.</summary>
    public static IReadOnlyList<IFeature> All { get; } =
    [
        new PortfolioFitFeature(), new WordFitFeature(), new BestDocumentFitFeature(), new BestDocumentsFeature(), new BestDocumentFeature(), new AchievementFitFeature(),
        new StatementFitFeature(), new DocumentMeanFeature(), new CoverageFeature(), new TitleCoverageFeature(), new DescriptionCoverageFeature(), new IndicatorCoverageFeature(),
        new RareTermsFeature(), new LatinTermsFeature(), new BestDocumentCoverageFeature(), new LatentFitFeature(), new TechnologyFitFeature(), new TechnologyCoverageFeature(),
        new ExactTechnologyFeature(), new EncoderFitFeature(), new FieldMatchFeature(), new TechnologyFieldFeature(),
        new RegionFeature(), new SeatDistanceFeature(), new CooperationModeFeature(), new BudgetFitFeature(), new FreeCapacityFeature(), new LoadFeature(), new TimeLeftFeature(),
        new ReadinessFitFeature(),
        new EvidenceStrengthFeature(), new PaperSupportFeature(), new PatentSupportFeature(), new ProjectSupportFeature(), new ProductSupportFeature(), new ConversionFeature(),
        new RecencyFeature(), new HandledMoneyFeature(), new BackedStatementFeature(), new ProfileCoverageFeature(), new OriginalityFeature(),
    ];

    /// <summary>A feature by its name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static IFeature Named(string name) => All.Single(feature => feature.Name == name);
}
