namespace Matchmaking.Harness;

/// <summary>Where the tests stand.</summary>
public static class Repository
{
    /// <summary>The repository's root: the first folder above the tests that holds the solution.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Matchmaking.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No Matchmaking.sln above the tests.");
        }

        return folder.FullName;
    }
}
