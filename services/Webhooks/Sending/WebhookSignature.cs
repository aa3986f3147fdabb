using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Matchmaking.Webhooks.Sending;

/// <summary>Signatures of Standard Webhooks, version v1 (symmetric).</summary>
public static class WebhookSignature
{
    /// <summary>What secrets begin with; base64 of 24 to 64 bytes follows.</summary>
    public const string SecretPrefix = "whsec_";

    // As long as the output of the hash: more adds nothing.
    private const int SecretBytes = 32;

    /// <summary>A new random secret.</summary>
    public static string NewSecret() => SecretPrefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The webhook-signature header: a signature by each of <paramref name="secrets"/>, divided by blanks.</summary>
    /// <param name="secrets">As they were shown, with their prefix.</param>
    /// <param name="id">The webhook-id header.</param>
    /// <param name="timestamp">The webhook-timestamp header, seconds since 1970.</param>
    /// <param name="body">The body as sent.</param>
    public static string Of(IEnumerable<string> secrets, string id, long timestamp, string body)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.{body}"));
        return string.Join(' ', secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[SecretPrefix.Length..]), signed))}"));
    }
}
