namespace Matchmaking.Ranking.Features;

/// <summary>Whether documents of the portfolio were copied from the demand. Copies are not matched at all; this says that there are some.</summary>
public sealed class OriginalityFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "originality";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Reliable;

    /// <inheritdoc/>
    public string Formula => "1 - documents copied from the demand / documents; unknown without documents";

    /// <inheritdoc/>
    public string Source => "adversarial practice; verbatim runs as in Broder, On the resemblance and containment of documents, 1997";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => pairing.Candidate.Documents.Count > 0 ? 1 - ((double)pairing.Relevance.CopiedDocuments / pairing.Candidate.Documents.Count) : null;

    /// <inheritdoc/>
    public string Reason(Pairing pairing, double? value) => pairing.Relevance.CopiedDocuments > 0 ? $"{pairing.Relevance.CopiedDocuments}份材料与需求原文大段雷同，未计入，请核实" : "材料与需求原文没有大段雷同";
}
