using System.ComponentModel.DataAnnotations;

namespace Matchmaking.Identity.Clients;

/// <summary>API clients; section Clients.</summary>
public sealed class ClientOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Clients";

    /// <summary>Hours that the former secret is good after a rotation; 0 ends it at once.</summary>
    [Range(0, 30 * 24)]
    public int OverlapHours { get; set; } = 24;
}
