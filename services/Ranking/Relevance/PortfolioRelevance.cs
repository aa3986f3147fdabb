namespace Matchmaking.Ranking.Relevance;

/// <summary>How well the texts of one portfolio fit one demand; every value is comparable across demands.</summary>
public sealed record PortfolioRelevance
{
    /// <summary>BM25 over the demand's self-score, 0 to 1.</summary>
    public double Bm25 { get; init; }

    /// <summary>The same by the demand's words alone, without characters and pairs across words.</summary>
    public double WordBm25 { get; init; }

    /// <summary>BM25 of the best single document over the demand's self-score, 0 to 1.</summary>
    public double BestDocumentBm25 { get; init; }

    /// <summary>Combined cosine of the best documents over the demand's self-score; about 0 to 1.</summary>
    public double Cosine { get; init; }

    /// <summary>Share of the demand's weight that stands anywhere in the portfolio, however often, 0 to 1.</summary>
    public double Coverage { get; init; }

    /// <summary>The same for the title of the demand; null when it has none.</summary>
    public double? TitleCoverage { get; init; }

    /// <summary>The same for the description; null when there is none.</summary>
    public double? DescriptionCoverage { get; init; }

    /// <summary>The same for the names of the indicators; null when there are none.</summary>
    public double? IndicatorCoverage { get; init; }

    /// <summary>The same for the ten weightiest terms.</summary>
    public double RareCoverage { get; init; }

    /// <summary>The same for Latin words, formulae and model numbers; null when there are none.</summary>
    public double? LatinCoverage { get; init; }

    /// <summary>
    /// Combined nearness of the best documents in the latent space, 0 to 1, less for what the space knows little of; null while there is no
    /// space, or when it knows nothing of the demand.
    /// </summary>
    public double? Latent { get; init; }

    /// <summary>How far the best documents show the technologies the demand names, near ones by what they are worth; null when it names none.</summary>
    public double? Technology { get; init; }

    /// <summary>Share of those technologies that the portfolio shows anywhere; null when the demand names none.</summary>
    public double? TechnologyCoverage { get; init; }

    /// <summary>The same without near ones.</summary>
    public double? ExactTechnology { get; init; }

    /// <summary>Share of the demand's technologies that each document shows.</summary>
    public IReadOnlyList<double> DocumentTechnologies { get; init; } = [];

    /// <summary>Nearness of the best document by an external encoder; null without one.</summary>
    public double? Encoded { get; init; }

    /// <summary>Documents that were copied from the demand, and are matched as if they were not there.</summary>
    public int CopiedDocuments { get; init; }

    /// <summary>The cosine of each document of the portfolio, in its order.</summary>
    public IReadOnlyList<double> DocumentCosines { get; init; } = [];

    /// <summary>Share of the demand's weight that stands in each document.</summary>
    public IReadOnlyList<double> DocumentCoverages { get; init; } = [];

    /// <summary>How many of the demand's terms stand in each document.</summary>
    internal int[] DocumentMatches { get; init; } = [];

    /// <summary>Of each term of the bound query, whether the portfolio holds it.</summary>
    internal bool[] HeldTerms { get; init; } = [];

    /// <summary>Of each technology the demand names, whether the portfolio shows it, as such or by something near.</summary>
    internal bool[] ShownTechnologies { get; init; } = [];
}
