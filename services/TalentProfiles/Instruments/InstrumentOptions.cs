using System.ComponentModel.DataAnnotations;

namespace Matchmaking.TalentProfiles.Instruments;

/// <summary>How instruments are shared; section Instrument.</summary>
public sealed class InstrumentOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Instrument";

    /// <summary>入网门槛: what was bought for this many yuan or more must be in the net.</summary>
    [Range(0, 10_000_000_000)]
    public double NetworkedFromYuan { get; set; } = 500_000;

    /// <summary>使用率 below which an instrument is marked, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double LeastUtilisation { get; set; } = 0.4;

    /// <summary>Likeness from which the check of a purchase shows an instrument, 0 to 1.</summary>
    [Range(0.0, 1.0)]
    public double SimilarFrom { get; set; } = 0.6;

    /// <summary>Days ahead that may be booked.</summary>
    [Range(1, 36_500)]
    public int DaysAhead { get; set; } = 180;
}
