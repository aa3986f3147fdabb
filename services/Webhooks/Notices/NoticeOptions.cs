using System.ComponentModel.DataAnnotations;

namespace Matchmaking.Webhooks.Notices;

/// <summary>How long notices are kept; section Notices.</summary>
public sealed class NoticeOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Notices";

    /// <summary>Days that a notice is kept, read or not. What is older when it is told is not told.</summary>
    [Range(1, 3650)]
    public int KeepDays { get; set; } = 365;
}
