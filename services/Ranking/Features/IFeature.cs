namespace Matchmaking.Ranking.Features;

/// <summary>
/// One thing that speaks for a match, worth 0 to <see cref="MaxPoints"/> points. What is unknown gives a fixed, neutral share, equal for
/// everybody it is unknown of; never 0, which would punish, never full points, which would reward silence.
/// </summary>
public interface IFeature
{
    /// <summary>Stable name, as it stands in lists and models.</summary>
    string Name { get; }

    /// <summary>One of <see cref="FeatureFamily"/>.</summary>
    string Family { get; }

    /// <summary>The most points this feature gives.</summary>
    double MaxPoints { get; }

    /// <summary>Share of <see cref="MaxPoints"/>, 0 to 1.</summary>
    double Share(Pairing pairing);

    /// <summary>The reason in plain Chinese, for a reviewer.</summary>
    string Reason(Pairing pairing);
}

/// <summary>The three questions of the field: 找得到, 用得起, 靠得住.</summary>
public static class FeatureFamily
{
    /// <summary>找得到: does the talent work on what is asked?</summary>
    public const string Findable = "findable";

    /// <summary>用得起: place, way of working, money and time.</summary>
    public const string Affordable = "affordable";

    /// <summary>靠得住: what has the talent shown?</summary>
    public const string Reliable = "reliable";
}
