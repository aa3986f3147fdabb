using System.ComponentModel.DataAnnotations;
using Npgsql;

namespace Matchmaking.Platform.Storage;

/// <summary>Where the service's own database is, and its three roles: the owner, NAME_worker and NAME_api, where NAME is the owner's.</summary>
public sealed class DatabaseOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Database";

    /// <summary>Npgsql connection string with the role that owns the database. It makes the schema at the start and is not used afterwards.</summary>
    [Required]
    public string ConnectionString { get; set; } = "";

    /// <summary>Password of the role that consumes, relays and computes, NAME_worker.</summary>
    [Required]
    public string WorkerPassword { get; set; } = "";

    /// <summary>Password of the role that serves requests and that row-level security binds, NAME_api.</summary>
    [Required]
    public string ApiPassword { get; set; } = "";

    /// <summary>Connection string of the role that row-level security does not bind.</summary>
    public string WorkerConnectionString => Of("worker", WorkerPassword);

    /// <summary>Connection string of the role that row-level security binds.</summary>
    public string ApiConnectionString => Of("api", ApiPassword);

    private string Of(string part, string password)
    {
        var connection = new NpgsqlConnectionStringBuilder(ConnectionString);
        // What a row holds must not stand in an error, and so in a log.
        connection.IncludeErrorDetail = false;
        (connection.Username, connection.Password) = ($"{connection.Username}_{part}", password);
        return connection.ConnectionString;
    }
}
