namespace Matchmaking.Ranking.Features;

/// <summary>Whether the talent works in a way the enterprise wants: any common mode gives most, further ones the rest.</summary>
public sealed class CooperationModeFeature : IFeature
{
    private const double AnyCommon = 0.7;

    /// <inheritdoc/>
    public string Name => "cooperation_mode";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Affordable;

    /// <inheritdoc/>
    public string Formula => "0 when none is common, else 0.7 + 0.3 * common / wanted; unknown when either side names none";

    /// <inheritdoc/>
    public string Source => "技术需求征集表 (合作方式)、专家库入库申请表 (服务方式)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing)
    {
        var wanted = pairing.Query.CooperationModes.Count;
        if (wanted == 0 || pairing.Candidate.ServiceModes.Count == 0)
        {
            return null;
        }

        var common = Common(pairing);
        return common == 0 ? 0 : AnyCommon + ((1 - AnyCommon) * common / wanted);
    }

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        var wanted = pairing.Query.CooperationModes.Count;
        if (value is null)
        {
            return wanted == 0
                ? new("需求未限定合作方式", "The need does not restrict the form of cooperation")
                : new("专家未填服务方式", "The expert states no form of cooperation");
        }

        var common = Common(pairing);
        return common == 0
            ? new("没有共同的合作方式", "No form of cooperation in common")
            : new(
                $"需求的{wanted}种合作方式中专家可提供{common}种",
                wanted == 1 ? "The expert offers the one form of cooperation wanted" : $"The expert offers {common} of the {wanted} forms of cooperation wanted");
    }
    private static int Common(Pairing pairing) => pairing.Query.CooperationModes.Count(mode => pairing.Candidate.ServiceModes.Contains(mode));
}
