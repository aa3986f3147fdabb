using System.ComponentModel.DataAnnotations;

namespace Matchmaking.Identity.SignIns;

/// <summary>When a login is locked; section Lockout.</summary>
public sealed class LockoutOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Lockout";

    /// <summary>Wrong passwords within <see cref="Minutes"/> that lock a login.</summary>
    [Range(1, 100)]
    public int Tries { get; set; } = 5;

    /// <summary>Minutes from the last of them that the login stays locked.</summary>
    [Range(1, 24 * 60)]
    public int Minutes { get; set; } = 15;
}
