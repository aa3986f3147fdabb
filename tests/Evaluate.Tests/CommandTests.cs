namespace Matchmaking.Evaluate.Tests;

public sealed class CommandTests
{
    [Theory]
    [InlineData("--rankers,magic", "unknown ranker magic")]
    [InlineData("--depth,0", "--depth must be a whole number from 1")]
    [InlineData("--qrels,nowhere.tsv", "nowhere.tsv: no such file")]
    [InlineData("--colour,red", "unknown option --colour")]
    [InlineData("--run,out.trec", "--run writes the run of one ranker")]
    [InlineData("--seed", "--seed needs a value")]
    [InlineData("--features", "--features needs a value")]
    [InlineData("--model,nowhere.json", "nowhere.json: no such file")]
    [InlineData("--rankers,model", "the ranker model needs its file: --model FILE")]
    [InlineData("--baseline,model", "the ranker model needs its file: --model FILE")]
    [InlineData("--save-model,m.json,--engine,abacus", "There is no engine abacus")]
    [InlineData("--calibration,--rankers,bm25", "--calibration is of points")]
    [InlineData("--calibration,--accepted,0", "--accepted must be a whole number from 1")]
    [InlineData("--catalogue", "--catalogue is a call of its own")]
    public async Task A_wrong_call_is_told_in_one_line_and_ends_with_2(string more, string told)
    {
        var (code, output, errors) = await EvaluateProgram.Run([.. EvaluateProgram.SeedArguments, .. more.Split(',')]);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains(told, errors, StringComparison.Ordinal);
        Assert.Single(errors.Trim().Split('\n'));
    }

    [Fact]
    public async Task The_page_of_options_names_every_option_of_the_code()
    {
        var (code, page, _) = await EvaluateProgram.Run("--help");
        var source = await File.ReadAllTextAsync(Path.Combine(EvaluateProgram.Root, "tests", "Evaluate", "EvaluateOptions.cs"));
        var options = System.Text.RegularExpressions.Regex.Matches(source, "case \"(--[a-z-]+)\"").Select(match => match.Groups[1].Value).ToArray();

        Assert.Equal(0, code);
        Assert.Contains("--ablation", options);
        Assert.All(options, option => Assert.Contains($" {option}", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Speed_is_reported_for_people_and_machines()
    {
        var (output, errors, report) = await EvaluateProgram.Whole;

        Assert.Contains("lists/s", output, StringComparison.Ordinal);
        Assert.Matches(@"built in \d+ ms \(\d+ documents/s\), latent space in \d+ ms", errors);
        Assert.True((double)report["IndexDocumentsPerSecond"]! > 0);
        Assert.True((double)report["Rankers"]![0]!["ListsPerSecond"]! > 0);
        Assert.True((double)report["Rankers"]![0]!["P99Milliseconds"]! >= (double)report["Rankers"]![0]!["MedianMilliseconds"]!);
    }

    [Fact]
    public async Task Further_reports_follow_the_table()
    {
        var (output, _, _) = await EvaluateProgram.Whole;

        Assert.Contains("  orders to whoever reads                      0/117       0 ", output, StringComparison.Ordinal);
        // Of each of the five rankers.
        Assert.Equal(5, output.Split("0 of 118 lists changed, 0 places moved").Length - 1);
    }

    [Fact]
    public async Task A_malformed_line_is_named_by_file_and_number()
    {
        var talents = Path.GetTempFileName();
        await File.WriteAllTextAsync(talents, "{\"id\":\"a\",\"text\":\"膜\"}\n{\"id\":\n");
        var (code, _, errors) = await EvaluateProgram.Run([.. EvaluateProgram.SeedArguments, "--talents", talents]);
        File.Delete(talents);

        Assert.Equal(2, code);
        Assert.Contains($"{talents}:2", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Public_formats_with_fractional_grades_and_judged_talents_are_ranked_and_the_run_file_is_trec()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        string File_(string name) => Path.Combine(folder, name);
        await File.WriteAllLinesAsync(File_("t.jsonl"),
        [
            """{"id":"a","docs":[{"title":"反渗透膜清洗","abstract":"印染废水回用","year":2020}],"judged":true}""",
            """{"id":"b","text":"软磁磁粉芯退火","judged":true}""",
            """{"id":"c","text":"反渗透膜","judged":false}""",
        ]);
        await File.WriteAllLinesAsync(File_("d.jsonl"), ["""{"id":"q","text":"印染废水反渗透膜污堵怎么清洗"}"""]);
        await File.WriteAllLinesAsync(File_("q.tsv"), ["q\ta\t2.5", "q\tb\t0"]);
        var (code, output, errors) = await EvaluateProgram.Run(
            "--talents", File_("t.jsonl"), "--demands", File_("d.jsonl"), "--qrels", File_("q.tsv"), "--rankers", "bm25", "--run", File_("out.trec"));

        Assert.True(code == 0, errors);
        Assert.Contains("1.0000", output, StringComparison.Ordinal);
        var run = await File.ReadAllLinesAsync(File_("out.trec"));
        Directory.Delete(folder, recursive: true);
        Assert.StartsWith("q Q0 a 1 ", run[0], StringComparison.Ordinal);
        Assert.EndsWith(" bm25", run[0], StringComparison.Ordinal);
        // The talent that is not judged is no candidate.
        Assert.DoesNotContain(run, line => line.Contains(" c ", StringComparison.Ordinal));
    }
}
