using System.Runtime.CompilerServices;

namespace Matchmaking.Ranking.Tests;

/// <summary>Services under test start without a first model and train only when asked: tests that are about models have them trained or put there themselves.</summary>
internal static class WithoutBootstrap
{
    [ModuleInitializer]
    internal static void Set()
    {
        Environment.SetEnvironmentVariable("Training__Bootstrap", "false");
        Environment.SetEnvironmentVariable("Training__EveryDecisions", "0");
    }
}
