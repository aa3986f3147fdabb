namespace Matchmaking.Evaluate.Tests;

public sealed class FeaturePageTests
{
    private const string Page = "services/Ranking/Features/README.md";

    [Fact]
    public async Task The_catalogue_of_features_says_what_the_code_says()
    {
        var (code, output, errors) = await EvaluateProgram.Run("--catalogue");

        Assert.True(code == 0, errors);
        Assert.True(
            output == await File.ReadAllTextAsync(Path.Combine(EvaluateProgram.Root, Page)), $"{Page} differs from the code; this mends it: tests/evaluate --catalogue {Page}");
    }

    [Fact]
    public async Task It_is_written_to_a_file_as_to_standard_output()
    {
        var file = Path.GetTempFileName();
        var (code, output, errors) = await EvaluateProgram.Run("--catalogue", file);
        var written = await File.ReadAllTextAsync(file);
        File.Delete(file);

        Assert.True(code == 0, errors);
        Assert.Empty(output);
        Assert.Equal((await EvaluateProgram.Run("--catalogue")).Output, written);
        Assert.Contains("| `portfolio_fit` | ", written, StringComparison.Ordinal);
        // A bar would end the cell.
        Assert.Contains(@"d = \|log10(", written, StringComparison.Ordinal);
    }
}
