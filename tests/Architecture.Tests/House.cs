using System.Reflection;
using Matchmaking.Harness;

namespace Matchmaking.Architecture.Tests;

/// <summary>The assemblies and the source files of the house.</summary>
internal static class House
{
    public static readonly string[] Services = ["Identity", "TalentProfiles", "TechnologyDemands", "Ranking", "MatchReview", "Webhooks", "Insights", "Gateway"];

    public static readonly string[] Shared = ["Access", "Audit", "Contacts", "Contracts", "Documents", "Erasure", "Knowledge", "Learning", "Platform", "Platform.Http", "Tables", "Vocabulary"];

    public static Assembly Load(string name) => Assembly.Load($"Matchmaking.{name}");

    public static string Root() => Repository.Root();

    /// <summary>Every hand-written source file, relative to the root.</summary>
    public static IEnumerable<string> SourceFiles() =>
        Directory.EnumerateFiles(Root(), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root(), path))
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or ".run" or ".test"));
}
