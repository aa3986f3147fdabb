namespace Matchmaking.Ranking.Features;

/// <summary>How near the institute's seat is to the place of work, whatever the talent says to serve: travel costs the same.</summary>
public sealed class SeatDistanceFeature : IFeature
{
    /// <inheritdoc/>
    public string Name => "seat_distance";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Affordable;

    /// <inheritdoc/>
    public string Formula => "1 same code, 0.75 same city, 0.4 same province, 0 else; unknown without a code on either side";

    /// <inheritdoc/>
    public string Source => "GB/T 2260 (two digits each for province, city, county)";

    /// <inheritdoc/>
    public bool IsMonotone => true;

    /// <inheritdoc/>
    public double? Value(Pairing pairing) =>
        RegionCodes.IsCode(pairing.Query.RegionCode) && RegionCodes.IsCode(pairing.Candidate.InstituteRegion)
                ? RegionCodes.Closeness(pairing.Candidate.InstituteRegion!, pairing.Query.RegionCode!)
                : null;

    /// <inheritdoc/>
    public Wording Reason(Pairing pairing, double? value)
    {
        return value switch
        {
            null => new("所在单位或需求地点未知", "The place of the expert's institute or of the need is unknown"),
            >= 1 => new("所在单位与需求同区县", "The expert's institute is in the same district or county as the need"),
            >= RegionCodes.SameCity => new("所在单位与需求同市", "The expert's institute is in the same city as the need"),
            >= RegionCodes.SameProvince => new("所在单位与需求同省", "The expert's institute is in the same province as the need"),
            _ => new("所在单位在外省", "The expert's institute is in another province"),
        };
    }
}
