using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Matchmaking.Client;

/// <summary>Checks what was posted to a webhook (Standard Webhooks).</summary>
public static class WebhookSignature
{
    private const string Prefix = "whsec_";

    /// <summary>How far <c>webhook-timestamp</c> may be from now.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>True when one of the signatures is that of the secret, and it is recent. Take the body byte for byte as it came.</summary>
    /// <param name="secret">As the platform showed it, <c>whsec_…</c>.</param>
    /// <param name="id">Header <c>webhook-id</c>; the same in every repeat, which a receiver ignores.</param>
    /// <param name="timestamp">Header <c>webhook-timestamp</c>.</param>
    /// <param name="signatures">Header <c>webhook-signature</c>; two, divided by a blank, while a secret changes over.</param>
    /// <param name="body">The body.</param>
    /// <param name="clock">The clock, where it is not the system's.</param>
    public static bool IsValid(string secret, string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(secret);
        if (id is null || signatures is null || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs(((clock ?? TimeProvider.System).GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds - seconds) > Tolerance.TotalSeconds)
        {
            return false;
        }

        var key = Convert.FromBase64String(secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret);
        var expected = Encoding.ASCII.GetBytes("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body])));
        var isValid = false;
        foreach (var signature in signatures.Split(' '))
        {
            isValid |= CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature));
        }

        return isValid;
    }
}
