using System.Runtime.CompilerServices;

namespace Matchmaking.Ranking.Tests;

/// <summary>Services under test start without a first model, which takes seconds: tests that are about models have them trained or put there themselves.</summary>
internal static class WithoutBootstrap
{
    [ModuleInitializer]
    internal static void Set() => Environment.SetEnvironmentVariable("Training__Bootstrap", "false");
}
