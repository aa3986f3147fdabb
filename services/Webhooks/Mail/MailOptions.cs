using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net.Mail;

namespace Matchmaking.Webhooks.Mail;

/// <summary>How notices go by mail; section Mail. Without a host nothing does.</summary>
public sealed class MailOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Mail";

    /// <summary>The SMTP server; empty for none.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>none, starttls (the server must offer it) or tls.</summary>
    [RegularExpression("none|starttls|tls")]
    public string Security { get; set; } = "starttls";

    /// <summary>SHA-256 of the server's certificate, hexadecimal: it is trusted whoever signed it, and no other. Empty trusts what the system does.</summary>
    [RegularExpression("^([0-9a-fA-F]{64})?$")]
    public string CertificateSha256 { get; set; } = "";

    /// <summary>Signs in as; empty for not at all.</summary>
    public string User { get; set; } = "";

    /// <summary>With this password.</summary>
    public string Password { get; set; } = "";

    /// <summary>The address that mails come from.</summary>
    public string From { get; set; } = "";

    /// <summary>The name beside it.</summary>
    public string FromName { get; set; } = "人才供需对接平台";

    /// <summary>Where people reach the gateway: links begin with it.</summary>
    [Required]
    public string PublicAddress { get; set; } = "http://127.0.0.1:8080";

    /// <summary>Seconds the server has for each answer.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 30;

    /// <summary>Seconds that a notice waits for others: what comes at once goes in one mail.</summary>
    [Range(0, 3600)]
    public int GatherSeconds { get; set; } = 60;

    /// <summary>Mails with notices that an account gets within 24 hours; what comes after waits and goes in one.</summary>
    [Range(1, 1000)]
    public int MostPerDay { get; set; } = 20;

    /// <summary>Waits between attempts in seconds, divided by commas; after the last one a mail is dead.</summary>
    [Required]
    public string RetrySeconds { get; set; } = "60,300,1800,7200,21600,43200";

    /// <summary>Hours in which an address can be confirmed.</summary>
    [Range(1, 720)]
    public int ConfirmWithinHours { get; set; } = 48;

    /// <summary>Days that mails are kept once they are sent or dead.</summary>
    [Range(1, 365)]
    public int KeepDays { get; set; } = 30;

    /// <summary>Seconds between two looks for what is due.</summary>
    [Range(0.05, 600)]
    public double PollSeconds { get; set; } = 2;

    /// <summary>Whether mails are sent at all.</summary>
    public bool IsOn => Host.Length > 0;

    /// <summary>The wait after the failure number <paramref name="attempts"/> (from 1); null when that was the last attempt.</summary>
    public TimeSpan? RetryAfter(int attempts)
    {
        var waits = RetrySeconds.Split(',', StringSplitOptions.TrimEntries);
        return attempts > waits.Length ? null : TimeSpan.FromSeconds(int.Parse(waits[attempts - 1], NumberStyles.None, CultureInfo.InvariantCulture));
    }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsOn && !MailAddress.TryCreate(From, out _))
        {
            yield return new ValidationResult("From is the address that mails come from, such as notice@example.cn.", [nameof(From)]);
        }

        if (!Uri.TryCreate(PublicAddress, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            yield return new ValidationResult("PublicAddress is an http or https address.", [nameof(PublicAddress)]);
        }

        if (!RetrySeconds.Split(',', StringSplitOptions.TrimEntries).All(wait => int.TryParse(wait, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 604_800))
        {
            yield return new ValidationResult("RetrySeconds are whole numbers above 0, at most a week, divided by commas.", [nameof(RetrySeconds)]);
        }
    }
}
