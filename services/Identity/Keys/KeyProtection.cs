using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace Matchmaking.Identity.Keys;

/// <summary>ASP.NET Data Protection with its keys in a folder: a copy of the database alone signs nothing.</summary>
internal static class KeyProtection
{
    // Part of every protected text: with another name nothing stored can be read any more.
    private const string Application = "matchmaking-identity";

    public static void AddKeyProtection(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<KeyFolderOptions>().BindConfiguration(KeyFolderOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddDataProtection().SetApplicationName(Application);
        builder.Services.AddOptions<KeyManagementOptions>().Configure<IOptions<KeyFolderOptions>, ILoggerFactory>(
            (keys, folder, log) => keys.XmlRepository = new FileSystemXmlRepository(Closed(folder.Value.Folder), log));
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
}
