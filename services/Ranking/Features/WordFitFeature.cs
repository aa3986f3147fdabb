namespace Matchmaking.Ranking.Features;

/// <summary>How much of the demand the whole portfolio covers by whole words alone, without single characters and pairs across words.</summary>
public sealed class WordFitFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "word_fit";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "s / (s + 0.15), s = BM25 of the terms that stand in the demand as words, Latin words or formulae / self-score of these; 0 when there are none";

    /// <inheritdoc/>
    public string Source => "Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => Ramp.Saturating(pairing.Relevance.WordBm25, RelevanceScale.Bm25Half);

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value) =>
        new Wording("按整词计的相关度", "Relevance by whole words: ").Then(Phrases.Level(value, pairing.Relevance.WordBm25));
}
