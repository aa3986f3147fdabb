namespace Matchmaking.Ranking.Features;

/// <summary>How near places lie by GB/T 2260 codes: two digits each for province, city, county.</summary>
internal static class RegionCodes
{
    internal const double SameCity = 0.75;
    internal const double SameProvince = 0.4;

    internal static bool IsCode(string? code) => code is { Length: 6 } && !code.AsSpan().ContainsAnyExceptInRange('0', '9');

    /// <summary>330200 covers all of 3302xx, 330000 all of 33xxxx, 100000 (the country) everything.</summary>
    internal static bool Covers(string served, string place)
    {
        var depth = served == "100000" ? 0 : served.EndsWith("0000", StringComparison.Ordinal) ? 2 : served.EndsWith("00", StringComparison.Ordinal) ? 4 : 6;
        return served.AsSpan(0, depth).SequenceEqual(place.AsSpan(0, depth));
    }

    internal static double Closeness(string left, string right)
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
