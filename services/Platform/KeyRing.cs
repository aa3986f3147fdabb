using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Xml.Linq;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Matchmaking.Platform;

/// <summary>Where the keys are that columns are encrypted with; section DataProtection.</summary>
public sealed class KeyRingOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "DataProtection";

    /// <summary>A folder of this service alone that all its replicas share and that outlives them; made with mode 0700. Who loses it loses what is encrypted.</summary>
    [Required]
    public string Folder { get; set; } = "";

    /// <summary>Days that a key encrypts; then a new one is made. Former keys are kept, for what they encrypted must be read.</summary>
    [Range(7, 3650)]
    public int RotateEveryDays { get; set; } = 90;
}

/// <summary>ASP.NET Data Protection with its keys in a folder: a copy of the database alone can be read by nobody.</summary>
public static class KeyRing
{
    /// <summary>Adds the keys. <paramref name="application"/> is part of every encrypted text: under another name nothing stored can be read any more.</summary>
    public static void AddKeyRing(this WebApplicationBuilder builder, string application)
    {
        builder.Services.AddOptions<KeyRingOptions>().BindConfiguration(KeyRingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddDataProtection().SetApplicationName(application);
        builder.Services.AddOptions<KeyManagementOptions>().Configure<IOptions<KeyRingOptions>, ILoggerFactory>((keys, ring, logs) =>
        {
            keys.XmlRepository = new KeyFolder(Closed(ring.Value.Folder), logs);
            keys.NewKeyLifetime = TimeSpan.FromDays(ring.Value.RotateEveryDays);
        });
        // At every start it warns that the files are not encrypted: their protection is the mode of the folder.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.Repositories", LogLevel.Error);
    }

    // Also one that somebody made before, with whatever mode.
    private static DirectoryInfo Closed(string folder)
    {
        var made = Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            made.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }

        return made;
    }

    // A copy of the folder that loses its mode is still closed file by file.
    private sealed class KeyFolder(DirectoryInfo folder, ILoggerFactory logs) : FileSystemXmlRepository(folder, logs)
    {
        public override void StoreElement(XElement element, string friendlyName)
        {
            base.StoreElement(element, friendlyName);
            if (!OperatingSystem.IsWindows())
            {
                foreach (var file in Directory.EnumerateFiles("*.xml"))
                {
                    file.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                }
            }
        }
    }
}

/// <summary>Encrypts texts for a column, each bound to its row: copied into another row it cannot be read.</summary>
/// <param name="provider">The keys.</param>
/// <param name="purpose">Says what is encrypted; what was encrypted for another purpose cannot be read.</param>
public sealed class Box(IDataProtectionProvider provider, string purpose)
{
    /// <summary>The text as it is stored.</summary>
    public string Close(Guid row, string text) => Protector(row).Protect(text);

    /// <summary>The text as it was.</summary>
    /// <exception cref="CryptographicException">It was encrypted for another row, or the keys are lost.</exception>
    public string Open(Guid row, string stored) => Protector(row).Unprotect(stored);

    private IDataProtector Protector(Guid row) => provider.CreateProtector(purpose, $"{row}");
}
