using System.Diagnostics;
using System.Text.Json.Nodes;
using Matchmaking.Audit.Verify;

namespace Matchmaking.Audit.Tests;

/// <summary>The program behind <c>deploy/audit-verify</c>, run as a process.</summary>
public sealed class ProgramTests : WithTrail
{
    [Fact]
    public async Task It_says_sound_and_ends_with_0_or_names_the_row_and_ends_with_1()
    {
        var organisation = await Trail.Chain(3);
        var (sound, printed) = await Run(Trail.Database.ConnectionString, "--witness", Trail.WitnessFolder);
        await Trail.Tamper("update audit_entry set revision = 9 where sequence = 2");
        var (broken, named) = await Run(Trail.Database.ConnectionString, "--witness", Trail.WitnessFolder);
        var (_, json) = await Run(Trail.Database.ConnectionString, "--json", "--no-witness");

        Assert.Equal((0, 1), (sound, broken));
        Assert.Matches($@"{Trail.Database.Password} +1 +3 +0 +1 +[\d,]+  sound", printed);
        Assert.Contains($"{Trail.Database.Password} {organisation} 2 altered:", named, StringComparison.Ordinal);
        var verdict = JsonNode.Parse(json)!["services"]![0]!;
        Assert.Equal((false, 3, "altered", 2), ((bool)verdict["isSound"]!, (int)verdict["entries"]!, (string?)verdict["faults"]![0]!["code"], (int)verdict["faults"]![0]!["sequence"]!));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("Host=127.0.0.1;Port=1;Database=nowhere;Username=nobody;Timeout=2", 2)]
    [InlineData("no connection string", 2)]
    [InlineData("", 2, "--surprise")]
    public async Task What_cannot_be_verified_is_not_called_sound(string connection, int code, params string[] arguments)
    {
        var (ended, printed) = await Run(connection, arguments);

        Assert.Equal(code, ended);
        Assert.DoesNotContain("  sound", printed, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Printed)> Run(string connection, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Verdict).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var program = Process.Start(start)!;
        await program.StandardInput.WriteLineAsync(connection);
        program.StandardInput.Close();
        var errors = program.StandardError.ReadToEndAsync();
        var printed = await program.StandardOutput.ReadToEndAsync();
        await program.WaitForExitAsync();
        return (program.ExitCode, printed + await errors);
    }
}
