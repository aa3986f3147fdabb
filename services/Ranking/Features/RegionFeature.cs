namespace Matchmaking.Ranking.Features;

/// <summary>
/// Closeness of the place of work to where the talent works, by GB/T 2260 codes (two digits each for province, city, county): a region the
/// talent serves that covers the place, else the nearest of the served regions and the institute's seat.
/// </summary>
public sealed class RegionFeature : IFeature
{
    private const double Unknown = 0.5;
    private const double SameCity = 0.75;
    private const double SameProvince = 0.4;

    /// <inheritdoc/>
    public string Name => "region";

    /// <inheritdoc/>
    public string Family => FeatureFamily.Affordable;

    /// <inheritdoc/>
    public double MaxPoints => 5;

    /// <inheritdoc/>
    public double Share(Pairing pairing)
    {
        var place = pairing.Query.RegionCode;
        if (!IsCode(place))
        {
            return Unknown;
        }

        var best = -1.0;
        foreach (var served in pairing.Candidate.RegionsServed)
        {
            if (IsCode(served))
            {
                best = Math.Max(best, Covers(served, place!) ? 1 : Closeness(served, place!));
            }
        }

        if (IsCode(pairing.Candidate.InstituteRegion))
        {
            best = Math.Max(best, Closeness(pairing.Candidate.InstituteRegion!, place!));
        }

        return best < 0 ? Unknown : best;
    }

    /// <inheritdoc/>
    public string Reason(Pairing pairing)
    {
        if (!IsCode(pairing.Query.RegionCode))
        {
            return "需求地点未填，按中性计";
        }

        var known = pairing.Candidate.RegionsServed.Any(IsCode) || IsCode(pairing.Candidate.InstituteRegion);
        return !known ? "专家服务地区未知，按中性计" : Share(pairing) switch
        {
            >= 1 => "服务地区覆盖需求所在地",
            >= SameCity => "与需求同市",
            >= SameProvince => "与需求同省",
            _ => "服务地区与需求不同省",
        };
    }

    private static bool IsCode(string? code) => code is { Length: 6 } && !code.AsSpan().ContainsAnyExceptInRange('0', '9');

    // 330200 covers all of 3302xx, 330000 all of 33xxxx, 100000 (the country) everything.
    private static bool Covers(string served, string place)
    {
        var depth = served == "100000" ? 0 : served.EndsWith("0000", StringComparison.Ordinal) ? 2 : served.EndsWith("00", StringComparison.Ordinal) ? 4 : 6;
        return served.AsSpan(0, depth).SequenceEqual(place.AsSpan(0, depth));
    }

    private static double Closeness(string left, string right)
    {
        if (left == right)
        {
            return 1;
        }

        if (left.AsSpan(0, 4).SequenceEqual(right.AsSpan(0, 4)))
        {
            return SameCity;
        }

        return left.AsSpan(0, 2).SequenceEqual(right.AsSpan(0, 2)) ? SameProvince : 0;
    }
}
