namespace Matchmaking.Architecture.Tests;

public sealed class SourceTests
{
    // One idea a file: what is longer has two.
    private const int MostLines = 250;

    [Fact]
    public void No_source_file_outgrows_the_house()
    {
        var tooLong = House.SourceFiles().Where(path => File.ReadLines(Path.Combine(House.Root(), path)).Count() > MostLines);

        Assert.Empty(tooLong);
    }

    [Theory]
    [InlineData("Access")]
    [InlineData("Platform")]
    [InlineData("Platform.Http")]
    public void Each_shared_part_stays_small_enough_to_read_at_one_sitting(string part)
    {
        var lines = House.SourceFiles().Where(path => path.StartsWith(Path.Combine("services", part) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Sum(path => File.ReadLines(Path.Combine(House.Root(), path)).Count());

        Assert.InRange(lines, 1, 1300);
    }

    [Fact]
    public void The_top_level_holds_what_was_agreed()
    {
        string[] agreed =
        [
            "services", "tests", "deploy", "seeds", "Matchmaking.sln", "README.md", "CHANGELOG.md", ".editorconfig", ".gitignore", ".gitattributes", ".ci", ".git", ".run",
            ".test", ".bench", "global.json", "Directory.Build.props", "Directory.Packages.props", "NuGet.config", "LICENSE",
        ];
        var found = Directory.EnumerateFileSystemEntries(House.Root()).Select(path => Path.GetFileName(path)!);

        Assert.Empty(found.Except(agreed));
    }

    [Fact]
    public void No_test_sleeps_and_no_exception_is_swallowed()
    {
        var faults = House.SourceFiles().Where(path => !path.EndsWith("SourceTests.cs", StringComparison.Ordinal))
            .Select(path => (Path: path, Text: File.ReadAllText(Path.Combine(House.Root(), path))))
            .Where(file => file.Text.Contains("Thread.Sleep", StringComparison.Ordinal)
                || System.Text.RegularExpressions.Regex.IsMatch(file.Text, @"catch\s*(\(Exception[^)]*\))?\s*\{\s*\}"));

        Assert.Empty(faults.Select(file => file.Path));
    }

    [Fact]
    public void Usings_are_in_the_order_of_the_format()
    {
        // The one thing that neither the build nor the check of whitespace looks at, and that `dotnet format` as a whole takes another minute for.
        static string[] Namespaces(string file) =>
            [.. File.ReadLines(Path.Combine(House.Root(), file)).TakeWhile(line => !line.StartsWith("namespace", StringComparison.Ordinal))
                .Where(line => System.Text.RegularExpressions.Regex.IsMatch(line, @"^using [\w.]+;$")).Select(line => line[6..^1])];
        static bool IsOfSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);

        var faults = House.SourceFiles().Where(file => Namespaces(file) is var found
            && !found.SequenceEqual(found.OrderByDescending(IsOfSystem).ThenBy(name => name, StringComparer.OrdinalIgnoreCase)));

        Assert.Empty(faults);
    }

    [Fact]
    public void No_sql_is_interpolated_with_values()
    {
        // Constants may be joined ({DemandRow.Columns}); anything else in a SQL text must be a parameter.
        var faults = House.SourceFiles().Where(path => path.StartsWith("services", StringComparison.Ordinal))
            .SelectMany(path => File.ReadLines(Path.Combine(House.Root(), path)).Select((line, i) => (Path: path, Line: i + 1, Text: line)))
            .Where(l => l.Text.Contains("$\"", StringComparison.Ordinal)
                && System.Text.RegularExpressions.Regex.IsMatch(l.Text, @"\$""+\s*(select|insert|update|delete)\s", System.Text.RegularExpressions.RegexOptions.IgnoreCase)
                && !l.Text.Contains("const", StringComparison.Ordinal));

        Assert.Empty(faults.Select(l => $"{l.Path}:{l.Line}"));
    }

    [Fact]
    public void No_two_locks_share_a_number()
    {
        // Shared code takes its locks in the databases of all services: the chainer of the audit trail once kept the latent space from being trained.
        var taken = House.SourceFiles().Where(path => path.StartsWith("services", StringComparison.Ordinal))
            .SelectMany(path => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(Path.Combine(House.Root(), path)).Replace("_", "", StringComparison.Ordinal), @"\b7226015530\d+").Select(match => match.Value))
            .ToArray();

        Assert.InRange(taken.Length, 6, int.MaxValue);
        Assert.Equal(taken.Distinct().Order(), taken.Order());
    }
}
