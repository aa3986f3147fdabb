using System.ComponentModel.DataAnnotations;

namespace Matchmaking.Platform.Storage;

/// <summary>Where the service's own database is.</summary>
public sealed class DatabaseOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Database";

    /// <summary>Npgsql connection string with the service's own role.</summary>
    [Required]
    public string ConnectionString { get; set; } = "";
}
