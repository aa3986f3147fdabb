using System.ComponentModel.DataAnnotations;

namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>How needs are judged, and which may be published.</summary>
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

    /// <summary>The verdict that an enterprise needs to publish: hold, publish, or null where the diagnosis is advice. A bureau's operator may publish any need.</summary>
    [RegularExpression("hold|publish")]
    public string? Required { get; set; }

    /// <summary>From which share of the lighter text on two needs are called alike.</summary>
    [Range(0.05, 1)]
    public double DuplicateFrom { get; set; } = 0.3;

    /// <summary>May a need with this verdict be published?</summary>
    internal bool Lets(string verdict) => Required is null || verdict == "publish" || verdict == Required;
}
