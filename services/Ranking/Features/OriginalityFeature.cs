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
    public Wording Reason(Pairing pairing, double? value) => pairing.Relevance.CopiedDocuments switch
    {
        <= 0 => new("材料与需求原文没有大段雷同", "No document repeats long passages of the need"),
        var copies => new(
            $"{copies}份材料与需求原文大段雷同，未计入，请核实",
            $"{Phrases.Count(copies, "document")} {(copies == 1 ? "repeats" : "repeat")} long passages of the need; not counted, please check"),
    };
}
