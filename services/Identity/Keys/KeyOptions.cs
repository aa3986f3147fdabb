using System.ComponentModel.DataAnnotations;

namespace Matchmaking.Identity.Keys;

/// <summary>When signing keys change; section Keys.</summary>
public sealed class KeyOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Keys";

    /// <summary>Days that a key signs.</summary>
    [Range(1, 365)]
    public int RotateEveryDays { get; set; } = 30;

    /// <summary>Minutes that a key is shown before it signs at least: longer than the services keep the keys they have read (15 minutes).</summary>
    [Range(0, 7 * 24 * 60)]
    public int PublishAheadMinutes { get; set; } = 60;

    /// <summary>Seconds after which a replica sees what another has rotated.</summary>
    [Range(1, 300)]
    public int PollSeconds { get; set; } = 30;
}
