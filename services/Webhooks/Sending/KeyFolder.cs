using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace Matchmaking.Webhooks.Sending;

/// <summary>Where the keys are that stored secrets are encrypted with; section DataProtection.</summary>
public sealed class KeyFolderOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "DataProtection";

    /// <summary>A folder that all replicas share and that outlives them; made with mode 0700. Who loses it loses every secret.</summary>
    [Required]
    public string Folder { get; set; } = "";
}

/// <summary>ASP.NET Data Protection with its keys in a folder; it makes a new key every 90 days and keeps the former ones.</summary>
internal static class KeyFolder
{
    public static void AddKeyFolder(this IServiceCollection services)
    {
        services.AddOptions<KeyFolderOptions>().BindConfiguration(KeyFolderOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        // Named, for by default the folder of the program counts, and every version has another.
        services.AddDataProtection().SetApplicationName("matchmaking-webhooks");
        services.AddOptions<KeyManagementOptions>().Configure<IOptions<KeyFolderOptions>, ILoggerFactory>((keys, folder, logs) =>
        {
            var path = OperatingSystem.IsWindows()
                ? Directory.CreateDirectory(folder.Value.Folder)
                : Directory.CreateDirectory(folder.Value.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            keys.XmlRepository = new FileSystemXmlRepository(path, logs);
        });
    }
}
