using System.ComponentModel.DataAnnotations;

namespace Matchmaking.Platform.Messaging;

/// <summary>Where RabbitMQ is.</summary>
public sealed class BrokerOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Broker";

    /// <summary>Host name or address.</summary>
    [Required]
    public string Host { get; set; } = "";

    /// <summary>AMQP port.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 5672;

    /// <summary>Virtual host.</summary>
    [Required]
    public string VirtualHost { get; set; } = "/";

    /// <summary>User name.</summary>
    [Required]
    public string Username { get; set; } = "";

    /// <summary>Password.</summary>
    [Required]
    public string Password { get; set; } = "";
}
