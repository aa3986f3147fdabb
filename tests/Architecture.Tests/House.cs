using System.Reflection;

namespace Matchmaking.Architecture.Tests;

/// <summary>The assemblies and the source files of the house.</summary>
internal static class House
{
    public static readonly string[] Services = ["TalentProfiles", "TechnologyDemands", "Ranking", "MatchReview", "Gateway"];

    public static readonly string[] Shared = ["Contracts", "Platform", "Vocabulary"];

    public static Assembly Load(string name) => Assembly.Load($"Matchmaking.{name}");

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

    /// <summary>Every hand-written source file, relative to the root.</summary>
    public static IEnumerable<string> SourceFiles() =>
        Directory.EnumerateFiles(Root(), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root(), path))
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or ".run" or ".test"));
}
