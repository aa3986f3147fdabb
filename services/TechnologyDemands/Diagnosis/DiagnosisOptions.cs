using System.ComponentModel.DataAnnotations;

namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>From how many of the 20 points on a need is fit for publication. Which need may be published anyway, people decide.</summary>
public sealed class DiagnosisOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Diagnosis";

    /// <summary>From here on, with no criterion at 0, a need is fit for publication.</summary>
    [Range(0, 20)]
    public int PublishFrom { get; set; } = 10;

    /// <summary>From here on it is worth asking; below, it is returned.</summary>
    [Range(0, 20)]
    public int HoldFrom { get; set; } = 5;
}
