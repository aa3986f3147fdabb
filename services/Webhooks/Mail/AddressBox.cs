using Matchmaking.Platform;
using Microsoft.AspNetCore.DataProtection;

namespace Matchmaking.Webhooks.Mail;

/// <summary>Keeps addresses: a copy of the database alone names nobody.</summary>
public sealed class AddressBox(IDataProtectionProvider provider)
{
    /// <summary>Each address is bound to its subscription.</summary>
    public Box Box { get; } = new(provider, "Matchmaking.Webhooks.MailAddress");
}
