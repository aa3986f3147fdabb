using System.Diagnostics;
using System.Globalization;

namespace Matchmaking.Harness;

/// <summary>The servers that tests/run started.</summary>
public static class TestServers
{
    /// <summary>kill -9 of rabbitmq or postgres; its supervisor starts it again after a second.</summary>
    public static void Kill(string part)
    {
        var state = Environment.GetEnvironmentVariable("MATCHMAKING_TEST_STATE") ?? throw new InvalidOperationException("MATCHMAKING_TEST_STATE is not set: run the tests with tests/run.");
        var pid = int.Parse(File.ReadAllText(Path.Combine(state, "pids", $"{part}.pid")).Split(' ')[0], CultureInfo.InvariantCulture);
        using var server = Process.GetProcessById(pid);
        server.Kill();
        server.WaitForExit();
    }
}
