using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Matchmaking.Webhooks;

/// <summary>How and where to webhooks are sent; section Webhooks.</summary>
public sealed class WebhookOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Webhooks";

    /// <summary>The source of every event (CloudEvents 1.0, a URI reference): source and id together name an event.</summary>
    [Required]
    public string Source { get; set; } = "urn:matchmaking";

    /// <summary>Whether receivers may be called over http.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>Whether receivers may be at addresses that are not of the public internet.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Ports that receivers may be called at, single or from-to, divided by commas.</summary>
    [Required]
    public string Ports { get; set; } = "80,443,8443";

    /// <summary>Seconds a receiver has for its answer.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>Waits between the attempts of a delivery in seconds, divided by commas; after the last one it is dead.</summary>
    [Required]
    public string RetrySeconds { get; set; } = "5,30,120,600,3600,10800,28800";

    /// <summary>Share of a wait by which it is made shorter or longer at random, so that what failed together does not come again together.</summary>
    [Range(0, 0.5)]
    public double Jitter { get; set; } = 0.2;

    /// <summary>Calls at a time to one webhook, over all replicas.</summary>
    [Range(1, 10)]
    public int ConcurrencyPerWebhook { get; set; } = 2;

    /// <summary>Calls at a time of one replica.</summary>
    [Range(1, 1000)]
    public int Concurrency { get; set; } = 32;

    /// <summary>Days without one success after which the next dead delivery disables a webhook.</summary>
    [Range(1, 30)]
    public int FailingDays { get; set; } = 5;

    /// <summary>Hours a former secret goes on signing where the caller says nothing else.</summary>
    [Range(0, 168)]
    public int FormerSecretHours { get; set; } = 24;

    /// <summary>Days that events and deliveries are kept. What is older when it is told is not sent.</summary>
    [Range(1, 365)]
    public int KeepDays { get; set; } = 30;

    /// <summary>Webhooks that one organisation may have.</summary>
    [Range(1, 1000)]
    public int MostPerOrganisation { get; set; } = 20;

    /// <summary>The wait after the failure number <paramref name="tries"/> (from 1); null when that was the last attempt.</summary>
    public TimeSpan? RetryAfter(int tries)
    {
        var waits = Waits();
        return tries > waits.Length ? null : waits[tries - 1];
    }

    /// <summary>The longest wait between two attempts.</summary>
    public TimeSpan LongestWait => Waits().Max();

    /// <summary>Whether receivers may be called at <paramref name="port"/>.</summary>
    public bool AllowsPort(int port) => Ranges().Any(range => port >= range.From && port <= range.To);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsRead(Ranges, ranges => ranges.All(range => range.From is > 0 and < 65536 && range.To >= range.From && range.To < 65536)))
        {
            yield return new ValidationResult("Ports are numbers or ranges from 1 to 65535, such as 443,8000-8999.", [nameof(Ports)]);
        }

        if (!IsRead(Waits, waits => waits.All(wait => wait > TimeSpan.Zero && wait <= TimeSpan.FromDays(7))))
        {
            yield return new ValidationResult("RetrySeconds are whole numbers above 0, at most a week, divided by commas.", [nameof(RetrySeconds)]);
        }
    }

    private static bool IsRead<T>(Func<T> read, Func<T, bool> isSound)
    {
        try
        {
            return isSound(read());
        }
        catch (Exception error) when (error is FormatException or OverflowException or IndexOutOfRangeException)
        {
            return false;
        }
    }

    private TimeSpan[] Waits() =>
        [.. RetrySeconds.Split(',', StringSplitOptions.TrimEntries).Select(seconds => TimeSpan.FromSeconds(int.Parse(seconds, NumberStyles.None, CultureInfo.InvariantCulture)))];

    private (int From, int To)[] Ranges() =>
    [
        .. Ports.Split(',', StringSplitOptions.TrimEntries).Select(range => range.Split('-', StringSplitOptions.TrimEntries)).Select(ends => (
            int.Parse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture), int.Parse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture))),
    ];
}
