namespace Matchmaking.Ranking.Features;

/// <summary>Whether the talent works in a way the enterprise wants: any common mode gives most, further ones the rest.</summary>
public sealed class CooperationModeFeature : IFeature
{
    private const double Unknown = 0.5;
    private const double AnyCommon = 0.7;

    /// <inheritdoc/>
    public string Name => "cooperation_mode";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Affordable;

    /// <inheritdoc/>
    public double MaxPoints => 4;

    /// <inheritdoc/>
    public double Share(Pairing pairing)
    {
        var wanted = pairing.Query.CooperationModes.Count;
        if (wanted == 0 || pairing.Candidate.ServiceModes.Count == 0)
        {
            return Unknown;
        }

        var common = Common(pairing);
        return common == 0 ? 0 : AnyCommon + ((1 - AnyCommon) * common / wanted);
    }

    /// <inheritdoc/>
    public string Reason(Pairing pairing)
    {
        if (pairing.Query.CooperationModes.Count == 0)
        {
            return "需求未限定合作方式，按中性计";
        }

        if (pairing.Candidate.ServiceModes.Count == 0)
        {
            return "专家未填服务方式，按中性计";
        }

        var common = Common(pairing);
        return common == 0 ? "没有共同的合作方式" : $"需求的{pairing.Query.CooperationModes.Count}种合作方式中专家可提供{common}种";
    }

    private static int Common(Pairing pairing)
    {
        var common = 0;
        foreach (var mode in pairing.Query.CooperationModes)
        {
            common += pairing.Candidate.ServiceModes.Contains(mode) ? 1 : 0;
        }

        return common;
    }
}
