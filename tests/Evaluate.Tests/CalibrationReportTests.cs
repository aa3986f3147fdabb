namespace Matchmaking.Evaluate.Tests;

public sealed class CalibrationReportTests
{
    [Fact]
    public async Task Points_foretell_on_the_seeds_whether_a_pair_is_accepted()
    {
        var (output, _, report) = await EvaluateProgram.Whole;
        var rows = report["Calibration"]!.AsArray();

        Assert.Equal(["scorecard", "learned"], rows.Select(row => (string)row!["Ranker"]!));
        foreach (var row in rows)
        {
            var figures = row!["Reliability"]!;
            Assert.Null(row["Reason"]);
            Assert.Matches("^[0-9a-f]{24}$", (string)row["Digest"]!);
            Assert.Equal((118, 60), ((int)row["Demands"]!, (int)row["Enterprises"]!));
            Assert.True((double)row["Curve"]!["Slope"]! < 0);
            Assert.InRange((double)figures["Brier"]!, 0, (double)figures["BaseBrier"]! / 2);
            Assert.InRange((double)figures["CalibrationError"]!, 0, 0.03);
            Assert.Equal((int)figures["Decisions"]!, figures["Bins"]!.AsArray().Sum(bin => (int)bin!["Decisions"]!));
        }

        // A table of both, then ten bins of each.
        var lines = output[output.IndexOf("calibration:", StringComparison.Ordinal)..].Split('\n');
        Assert.Matches(@"^scorecard +1\d{3} +12\.\d % +0\.0\d{3} +0\.11\d\d +0\.0\d{3}   1 / \(1 \+ exp\(-0\.\d{4} points \+ \d\.\d{3}\)\)$", lines[2]);
        Assert.Equal(20, lines.Count(line => System.Text.RegularExpressions.Regex.IsMatch(line, @"^ +\d+ +[\d.]+ % +[\d.]+ %   [#|]*\|?[# |]*$")));
    }

    [Theory]
    [InlineData("1", 0.18, 0.25)]
    [InlineData("3", 0.08, 0.10)]
    public async Task The_grade_that_counts_as_accepted_can_be_chosen(string grade, double least, double most)
    {
        var row = (await EvaluateProgram.Report("--rankers", "scorecard", "--calibration", "--accepted", grade))["Calibration"]!.AsArray().Single()!;

        Assert.Equal(int.Parse(grade, System.Globalization.CultureInfo.InvariantCulture), (int)row["AcceptedGrade"]!);
        Assert.InRange((double)row["Reliability"]!["AcceptedShare"]!, least, most);
    }

    [Fact]
    public async Task Of_a_few_judgements_the_figures_are_shown_and_why_there_is_no_calibration()
    {
        var qrels = await EvaluateProgram.SomeJudgements(demands: 15);
        var (code, output, errors) = await EvaluateProgram.Run([.. EvaluateProgram.SeedArguments, "--qrels", qrels, "--rankers", "scorecard", "--calibration"]);
        File.Delete(qrels);

        Assert.True(code == 0, errors);
        Assert.Matches(@"\nscorecard +\d+ +\d+\.\d % .* none: few_demands\n", output);
    }
}
