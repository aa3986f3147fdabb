using System.Net;
using Matchmaking.Platform.Http;

namespace Matchmaking.Webhooks.Sending;

/// <summary>What the address of a receiver must look like. Where its name leads is checked when it is called, for that changes.</summary>
public static class ReceiverAddress
{
    /// <summary>Most characters of an address.</summary>
    public const int Longest = 2000;

    /// <summary>The fault of <paramref name="url"/> as a field error, or null.</summary>
    public static FieldError? Fault(string url, WebhookOptions options)
    {
        if (url.Any(c => c is <= ' ' or '\\' or >= '\x7f') || !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            return Of("invalid_url", "An absolute address is needed, such as https://example.com/hooks; other letters than ASCII are written in percent encoding or Punycode.");
        }

        if (uri.Scheme != Uri.UriSchemeHttps && !(options.AllowHttp && uri.Scheme == Uri.UriSchemeHttp))
        {
            return Of("scheme_not_allowed", options.AllowHttp ? "Only https and http addresses are called." : "Only https addresses are called.");
        }

        return uri.UserInfo.Length > 0 || url.Contains('@', StringComparison.Ordinal) ? Of("credentials_not_allowed", "An address holds no user name, no password and no @ (write %40).")
            : uri.Fragment.Length > 0 ? Of("invalid_url", "An address ends before its #.")
            : !options.AllowsPort(uri.Port) ? Of("port_not_allowed", $"Receivers are called at these ports: {options.Ports}.")
            : options.AllowPrivateAddresses || IsPublic(uri) ? null
            : Of("address_not_allowed", "The address is not of the public internet.");
    }

    // 2130706433, 0x7f.1 and 0177.0.0.1 are 127.0.0.1 here as well: Uri has made them that. A name without a dot is of this house.
    private static bool IsPublic(Uri uri) => IPAddress.TryParse(uri.IdnHost, out var literal)
        ? PublicAddress.Is(literal)
        : uri.IdnHost.TrimEnd('.') is var name && name.Contains('.', StringComparison.Ordinal)
            && !name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) && !name.EndsWith(".local", StringComparison.OrdinalIgnoreCase)
            && !name.EndsWith(".internal", StringComparison.OrdinalIgnoreCase);

    private static FieldError Of(string code, string message) => new("url", code, message);
}
