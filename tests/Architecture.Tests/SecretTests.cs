using System.Runtime.Versioning;
using System.Text.RegularExpressions;

namespace Matchmaking.Architecture.Tests;

/// <summary>Nothing that opens a door stands where others can read it.</summary>
[SupportedOSPlatform("linux")]
public sealed partial class SecretTests
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    // The example of the Standard Webhooks specification, which everybody knows.
    private const string Known = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static readonly string[] States = [.. new[] { ".run", ".test", ".bench" }.Select(name => Path.Combine(House.Root(), name)).Where(Directory.Exists)];

    [Fact]
    public async Task No_file_of_the_repository_holds_a_token_a_key_or_a_secret()
    {
        var made = Secrets().ToArray();
        var faults = new List<string>();
        foreach (var path in Files())
        {
            var text = await File.ReadAllTextAsync(Path.Combine(House.Root(), path));
            faults.AddRange(Shapes().Matches(text).Select(match => match.Value).Where(value => value != Known).Select(value => $"{path}: {value[..Math.Min(value.Length, 20)]}..."));
            faults.AddRange(made.Where(secret => text.Contains(secret.Value, StringComparison.Ordinal)).Select(secret => $"{path}: what stands in {secret.Path}"));
        }

        Assert.Empty(faults);
    }

    [Fact]
    public void What_the_scripts_keep_is_closed_to_everybody_else()
    {
        foreach (var state in States)
        {
            var closed = Directory.EnumerateDirectories(state).Where(folder => Path.GetFileName(folder) is "secrets" or "audit" or "pg").Prepend(state)
                .Concat(Directory.Exists(Path.Combine(state, "secrets")) ? Directory.EnumerateFiles(Path.Combine(state, "secrets"), "*", SearchOption.AllDirectories) : [])
                .Concat(Directory.Exists(Path.Combine(state, "keys")) ? Directory.EnumerateFiles(Path.Combine(state, "keys"), "*", SearchOption.AllDirectories) : []);

            Assert.All(closed, path => Assert.True((File.GetUnixFileMode(path) & Others) == 0, $"{path} is {File.GetUnixFileMode(path)}"));
        }
    }

    [Fact]
    public void No_command_line_shows_a_secret()
    {
        var made = Secrets().ToArray();
        var faults = new List<string>();
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(path => path["/proc/".Length..].All(char.IsAsciiDigit)))
        {
            try
            {
                var line = File.ReadAllText(Path.Combine(process, "cmdline"));
                faults.AddRange(made.Where(secret => line.Contains(secret.Value, StringComparison.Ordinal)).Select(secret => $"{line.Split('\0')[0]} shows {secret.Path}"));
            }
            catch (IOException)
            {
                // It has ended meanwhile.
                continue;
            }
        }

        Assert.Empty(faults);
    }

    // Names and passwords in one file are divided by colons; what is shorter than this is no secret of the scripts.
    private static IEnumerable<(string Path, string Value)> Secrets() =>
        from state in States
        let folder = Path.Combine(state, "secrets")
        where Directory.Exists(folder)
        from path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        from value in File.ReadAllText(path).Split([':', '\n', '"', ' '], StringSplitOptions.RemoveEmptyEntries)
        where value.Length >= 24 && !value.Contains('/', StringComparison.Ordinal)
        select (Path.GetRelativePath(House.Root(), path), value);

    private static IEnumerable<string> Files() =>
        from path in Directory.EnumerateFiles(House.Root(), "*", SearchOption.AllDirectories)
        let own = Path.GetRelativePath(House.Root(), path)
        where !own.Split(Path.DirectorySeparatorChar).Any(part => part is ".git" or "bin" or "obj" or "TestResults" or ".run" or ".test" or ".bench")
        select own;

    [GeneratedRegex(@"eyJ[\w-]{20,}\.[\w-]{20,}\.[\w-]{20,}|-----BEGIN [A-Z ]*PRIVATE KEY-----|\bwhsec_[A-Za-z0-9+/=]{24,}|\bmms_[\w-]{24,}")]
    private static partial Regex Shapes();
}
