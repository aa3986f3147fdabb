using System.Globalization;

namespace Matchmaking.Evaluate.Tests;

public sealed class FeatureFileTests
{
    private const int Depth = 7;

    [Fact]
    public async Task Every_judged_demand_has_the_features_of_its_candidates_in_the_order_of_the_scorecard()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var (rows, run) = (Path.Combine(folder, "rows.tsv"), Path.Combine(folder, "run.trec"));
        var (code, _, errors) = await EvaluateProgram.Run(
            [.. EvaluateProgram.SeedArguments, "--rankers", "scorecard", "--depth", $"{Depth}", "--features", rows, "--run", run]);
        Assert.True(code == 0, errors);
        var lines = (await File.ReadAllLinesAsync(rows)).Select(line => line.Split('\t')).ToArray();
        var listed = (await File.ReadAllLinesAsync(run)).Select(line => line.Split(' ')).Select(line => (line[0], line[2])).ToArray();
        Directory.Delete(folder, recursive: true);

        var heading = lines[0];
        Assert.Equal(["demand", "talent", "grade", "portfolio_fit"], heading[..4]);
        Assert.All(lines, line => Assert.Equal(heading.Length, line.Length));
        Assert.Equal(listed, lines[1..].Select(line => (line[0], line[1])));
        Assert.All(lines[1..].GroupBy(line => line[0]), demand => Assert.InRange(demand.Count(), 1, Depth));

        var judgements = (await File.ReadAllLinesAsync(EvaluateProgram.Seeds("judgements.tsv"))).Select(line => line.Split('\t'))
            .ToDictionary(line => (line[0], line[1]), line => line[2]);
        Assert.All(lines[1..], line => Assert.Equal(judgements.GetValueOrDefault((line[0], line[1]), "0"), line[2]));
        Assert.Equal("points", heading[^1]);
        Assert.All(lines[1..], line => Assert.InRange(double.Parse(line[^1], CultureInfo.InvariantCulture), 0, 100));
        foreach (var cell in lines[1..].SelectMany(line => line[3..^1]).Where(cell => cell.Length > 0))
        {
            Assert.InRange(float.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture), 0, 1);
        }

        // No encoder is configured: unknown for everybody, and not nothing.
        Assert.All(lines[1..], line => Assert.Empty(line[Array.IndexOf(heading, "encoder_fit")]));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_is_told_in_one_line()
    {
        var (code, _, errors) = await EvaluateProgram.Run([.. EvaluateProgram.SeedArguments, "--rankers", "bm25", "--features", "/nowhere/rows.tsv"]);

        Assert.Equal(2, code);
        Assert.Contains("/nowhere/rows.tsv: cannot be written", errors, StringComparison.Ordinal);
    }
}
