using System.ComponentModel.DataAnnotations;

namespace Matchmaking.Ranking.Latent;

/// <summary>Whether the service ranks with a latent space.</summary>
public sealed class LatentOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Latent";

    /// <summary>False ranks without one; spaces trained before stay in their table.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How often each replica looks whether there is a newer space, or time for one.</summary>
    [Range(0.01, 3_600)]
    public double PollSeconds { get; set; } = 15;
}
