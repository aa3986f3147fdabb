namespace Matchmaking.Ranking.Features;

/// <summary>How close the closest document is. Linear, so that it tells the best apart; beyond one half nothing is added, since hardly anything but a copy of the demand gets there.</summary>
public sealed class BestDocumentFeature : IFeature
{
    private const double HighestCosine = 0.5;

    /// <inheritdoc/>
    public string Name => "best_document";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public string Formula => "min(0.5, max cosine) / 0.5; 0 without documents";

    /// <inheritdoc/>
    public string Source => "Salton and Buckley, Term-weighting approaches in automatic text retrieval, 1988";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) => Math.Min(1, Phrases.Largest(pairing.Relevance.DocumentCosines) / HighestCosine);

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        var best = Phrases.Best(pairing.Relevance.DocumentCosines);
        if (best < 0)
        {
            return new("没有与需求用语相近的材料", "No document is close to the wording of the need");
        }

        var document = pairing.Candidate.Documents[best];
        var what = document.Title is { Length: > 0 } title ? new Wording($"《{title}》", $"“{title}”")
            : document.IsAchievement ? new Wording("一项成果", "an achievement") : new Wording("专家自述", "the expert's self-description");
        var number = Phrases.Number(pairing.Relevance.DocumentCosines[best]);
        return new($"最相近的材料是{what.Chinese}（{number}）", $"The closest document is {what.English} ({number})");
    }
}
