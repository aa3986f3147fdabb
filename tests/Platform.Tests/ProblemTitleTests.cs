using System.Text.RegularExpressions;
using Matchmaking.Harness;
using Matchmaking.Platform.Http;

namespace Matchmaking.Platform.Tests;

public sealed partial class ProblemTitleTests
{
    // Codes that are chosen while the service runs stand in the source as texts all the same.
    private static readonly Lazy<string> Sources = new(() => string.Join(
        '\n', Directory.EnumerateFiles(Path.Combine(Repository.Root(), "services"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj")).Select(File.ReadAllText)));

    [Fact]
    public void Every_code_of_a_problem_has_a_title_in_both_languages()
    {
        var codes = Codes().Matches(Sources.Value).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.InRange(codes.Count, 60, int.MaxValue);
        Assert.DoesNotContain(codes, code => string.IsNullOrWhiteSpace(ProblemTitles.Of(code, "en")) || !ProblemTitles.Of(code, "zh")!.Any(letter => letter > '一'));
    }

    [Fact]
    public void No_title_stands_for_a_code_that_is_gone()
    {
        Assert.DoesNotContain(ProblemTitles.Codes, code => !Sources.Value.Contains($"\"{code}\"", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"ApiProblem\.Of\(\s*[\w.]+,\s*""([a-z_0-9]+)""")]
    private static partial Regex Codes();
}
