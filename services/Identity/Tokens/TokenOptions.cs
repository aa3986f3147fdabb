using System.ComponentModel.DataAnnotations;

namespace Matchmaking.Identity.Tokens;

/// <summary>What tokens say and how long they live; section Tokens.</summary>
public sealed class TokenOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Tokens";

    /// <summary>The iss of every token, and where the discovery document is found.</summary>
    [Required]
    [Url]
    public string Issuer { get; set; } = "";

    /// <summary>Where callers reach the endpoints that the discovery document names; the issuer where it is not set.</summary>
    [Url]
    public string? Address { get; set; }

    /// <summary>Minutes that an access token lives. Nothing ends it before: a revoked client or a suspended organisation keeps what it has this long.</summary>
    [Range(1, 60)]
    public int AccessMinutes { get; set; } = 5;

    /// <summary>Hours after a sign-in that refresh tokens end for good.</summary>
    [Range(1, 30 * 24)]
    public int RefreshHours { get; set; } = 12;

    /// <summary>The address of an endpoint.</summary>
    internal string At(string path) => (Address ?? Issuer).TrimEnd('/') + path;
}
