namespace Matchmaking.Ranking.Features;

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
