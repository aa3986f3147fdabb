using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Matchmaking.Webhooks.Mail;

/// <summary>What a link in a mail does, for whom, and until when. Whoever has the link has read the mail: it needs no token of access.</summary>
/// <param name="Verb">confirm or unsubscribe.</param>
/// <param name="SubscriptionId">The subscription.</param>
/// <param name="AddressNumber">Of the address that the mail went to.</param>
/// <param name="Until">UTC, to the second.</param>
internal sealed record MailLink(string Verb, Guid SubscriptionId, int AddressNumber, DateTimeOffset Until);

/// <summary>Makes links that nobody else can make, and nothing of them is stored.</summary>
public sealed class MailLinks(IDataProtectionProvider provider)
{
    private readonly IDataProtector protector = provider.CreateProtector("Matchmaking.Webhooks.MailLink");

    /// <summary>The last part of the link's address.</summary>
    internal string Token(MailLink link) =>
        protector.Protect(string.Create(CultureInfo.InvariantCulture, $"{link.Verb} {link.SubscriptionId} {link.AddressNumber} {link.Until.ToUnixTimeSeconds()}"));

    /// <summary>What the link says; null where it was made by somebody else, or its time is over.</summary>
    internal MailLink? Read(string token, DateTimeOffset now)
    {
        try
        {
            var parts = protector.Unprotect(token).Split(' ');
            var link = new MailLink(
                parts[0], Guid.Parse(parts[1]), int.Parse(parts[2], CultureInfo.InvariantCulture), DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[3], CultureInfo.InvariantCulture)));
            return link.Until >= now ? link : null;
        }
        catch (Exception error) when (error is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
