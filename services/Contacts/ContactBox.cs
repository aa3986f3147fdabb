using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Matchmaking.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Matchmaking.Contacts;

/// <summary>Encrypts contacts for a column, each bound to the need or the expert it belongs to.</summary>
public sealed partial class ContactBox(IDataProtectionProvider provider, ILogger<ContactBox> log)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Box box = new(provider, "Matchmaking.Contact");

    /// <summary>The contact as it is stored.</summary>
    public string Close(Guid owner, ContactForm contact) => box.Close(owner, JsonSerializer.Serialize(contact, Json));

    /// <summary>The contact as it was entered.</summary>
    /// <exception cref="CryptographicException">It was encrypted for another owner, or the keys are lost.</exception>
    public ContactForm Open(Guid owner, string stored) => JsonSerializer.Deserialize<ContactForm>(box.Open(owner, stored), Json)!;

    /// <summary>The contact beside what else is shown of its owner; null where there is none, and where it cannot be read, which the log tells.</summary>
    public ContactForm? OnFile(Guid owner, string? stored)
    {
        try
        {
            return stored is null ? null : Open(owner, stored);
        }
        catch (CryptographicException)
        {
            LogUnreadable(log, owner);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The contact of {Owner} cannot be read: its keys are lost, or it belongs to another row")]
    private static partial void LogUnreadable(ILogger logger, Guid owner);
}

/// <summary>Wires contacts into a service.</summary>
public static class Wiring
{
    /// <summary>Adds the keys of <paramref name="service"/> (kebab case) and what encrypts contacts by them.</summary>
    public static void AddContacts(this WebApplicationBuilder builder, string service)
    {
        builder.AddKeyRing($"matchmaking-{service}");
        builder.Services.AddSingleton<ContactBox>();
    }
}
