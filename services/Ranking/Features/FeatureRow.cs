using Matchmaking.Learning;

namespace Matchmaking.Ranking.Features;

/// <summary>All features of one pairing as a row of numbers, in the order of the catalogue: what models are trained on and what they score.</summary>
internal static class FeatureRow
{
    /// <summary>The columns of a row.</summary>
    internal static readonly IReadOnlyList<FeatureColumn> Columns = [.. FeatureCatalogue.All.Select(feature => new FeatureColumn(feature.Name, feature.IsMonotone))];

    /// <summary>Reads the values of a pairing.</summary>
    /// <param name="pairing">Demand and candidate.</param>
    /// <param name="row">As long as <see cref="Columns"/>; what is unknown becomes NaN.</param>
    internal static void Read(Pairing pairing, Span<float> row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            // Single precision, as engines of gradient boosting hold their features.
            row[i] = FeatureCatalogue.All[i].Value(pairing) is { } value ? (float)value : float.NaN;
        }
    }
}
