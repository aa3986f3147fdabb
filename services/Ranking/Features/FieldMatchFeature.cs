namespace Matchmaking.Ranking.Features;

/// <summary>
/// Agreement of the field codes of 国家重点支持的高新技术领域 (2, 3 or 5 digits, hierarchical): how far the best field of the talent shares
/// its beginning with the demand's. Worth little: in public demand lists one in several fields is wrong.
/// </summary>
public sealed class FieldMatchFeature : IFeature
{
    private const double Unknown = 0.4;
    private const double SameArea = 0.4;
    private const double SameGroup = 0.8;

    /// <inheritdoc/>
    public string Name => "field_match";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Findable;

    /// <inheritdoc/>
    public double MaxPoints => 8;

    /// <inheritdoc/>
    public double Share(Pairing pairing)
    {
        if (string.IsNullOrEmpty(pairing.Query.Field) || pairing.Candidate.Fields.Count == 0)
        {
            return Unknown;
        }

        var best = 0.0;
        foreach (var field in pairing.Candidate.Fields)
        {
            best = Math.Max(best, Agreement(pairing.Query.Field, field));
        }

        return best;
    }

    /// <inheritdoc/>
    public string Reason(Pairing pairing)
    {
        if (string.IsNullOrEmpty(pairing.Query.Field))
        {
            return "需求未填技术领域，按中性计";
        }

        return pairing.Candidate.Fields.Count == 0 ? "专家未填技术领域，按中性计" : Share(pairing) switch
        {
            >= 1 => $"技术领域一致（{pairing.Query.Field}）",
            >= SameGroup => $"技术领域同组（{pairing.Query.Field}）",
            > 0 => "技术领域同大类",
            _ => "技术领域不同",
        };
    }

    private static double Agreement(string left, string right)
    {
        if (left.StartsWith(right, StringComparison.Ordinal) || right.StartsWith(left, StringComparison.Ordinal))
        {
            // The shorter code says all it can; only an area code leaves the group open.
            return Math.Min(left.Length, right.Length) >= 3 ? 1 : SameGroup;
        }

        if (left.Length >= 3 && right.Length >= 3 && left.AsSpan(0, 3).SequenceEqual(right.AsSpan(0, 3)))
        {
            return SameGroup;
        }

        return left.Length > 0 && right.Length > 0 && left[0] == right[0] ? SameArea : 0;
    }
}
