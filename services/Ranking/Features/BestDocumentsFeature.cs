using System.Globalization;

namespace Matchmaking.Ranking.Features;

/// <summary>How close the best documents of the portfolio are to the demand: cosine over the demand's self-score.</summary>
public sealed class BestDocumentsFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "best_documents";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public double MaxPoints => 30;

    /// <inheritdoc/>
    public double Share(Pairing pairing) => Ramp.Saturating(pairing.Relevance.Cosine, RelevanceScale.CosineHalf);

    /// <inheritdoc/>
    public string Reason(Pairing pairing)
    {
        var documents = pairing.Candidate.Documents;
        var best = -1;
        for (var i = 0; i < documents.Count; i++)
        {
            if (pairing.Relevance.DocumentCosines[i] > 0 && (best < 0 || pairing.Relevance.DocumentCosines[i] > pairing.Relevance.DocumentCosines[best]))
            {
                best = i;
            }
        }

        if (best < 0)
        {
            return "没有与需求用语相近的材料";
        }

        var what = documents[best].Title is { Length: > 0 } title ? $"《{title}》" : documents[best].IsAchievement ? "一项成果" : "专家自述";
        return string.Create(CultureInfo.InvariantCulture, $"最相近的材料是{what}（{pairing.Relevance.DocumentCosines[best]:0.000}）");
    }
}
