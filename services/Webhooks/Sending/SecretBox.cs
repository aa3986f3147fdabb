using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Matchmaking.Webhooks.Sending;

/// <summary>Encrypts secrets for the table. Each is bound to its webhook: copied into the row of another one it cannot be read.</summary>
public sealed class SecretBox(IDataProtectionProvider provider)
{
    /// <summary>The secret as it is stored.</summary>
    public string Close(Guid webhookId, string secret) => Protector(webhookId).Protect(secret);

    /// <summary>The secret as it was shown.</summary>
    /// <exception cref="CryptographicException">It was encrypted for another webhook, or the keys are lost.</exception>
    public string Open(Guid webhookId, string stored) => Protector(webhookId).Unprotect(stored);

    private IDataProtector Protector(Guid webhookId) => provider.CreateProtector("Matchmaking.Webhooks.Secret", $"{webhookId}");
}
