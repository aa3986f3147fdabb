namespace Matchmaking.Ranking.Features;

/// <summary>Whether the talent works where the work is: a region served that covers the place, else the nearest region served or the institute's seat.</summary>
public sealed class RegionFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "region";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Affordable;

    /// <inheritdoc/>
    public string Formula => "best of the regions served and the seat: 1 region served covers the place or same code, 0.75 same city, 0.4 same province, 0 else; unknown without a code on either side";

    /// <inheritdoc/>
    public string Source => "GB/T 2260 (two digits each for province, city, county); 专家库入库申请表 (服务地区)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing)
    {
        var place = pairing.Query.RegionCode;
        if (!RegionCodes.IsCode(place))
        {
            return null;
        }

        double? best = RegionCodes.IsCode(pairing.Candidate.InstituteRegion) ? RegionCodes.Closeness(pairing.Candidate.InstituteRegion!, place!) : null;
        foreach (var served in pairing.Candidate.RegionsServed)
        {
            if (RegionCodes.IsCode(served))
            {
                best = Math.Max(best ?? 0, RegionCodes.Covers(served, place!) ? 1 : RegionCodes.Closeness(served, place!));
            }
        }

        return best;
    }

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        if (!RegionCodes.IsCode(pairing.Query.RegionCode))
        {
            return new("需求地点未填", "The need states no place");
        }

        return value switch
        {
            null => new("专家服务地区未知", "The regions the expert serves are unknown"),
            >= 1 => new("服务地区覆盖需求所在地", "The expert serves the place of the need"),
            >= RegionCodes.SameCity => new("与需求同市", "In the same city as the need"),
            >= RegionCodes.SameProvince => new("与需求同省", "In the same province as the need"),
            _ => new("服务地区与需求不同省", "The regions served are in other provinces than the need"),
        };
    }
}
