namespace Matchmaking.Evaluate.Tests;

public sealed class DiagnosisReportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public async Task Needs_are_diagnosed_and_held_against_what_a_reader_said()
    {
        var (needs, labels, all) = (Path.Combine(folder, "n.jsonl"), Path.Combine(folder, "l.tsv"), Path.Combine(folder, "all.jsonl"));
        await File.WriteAllLinesAsync(needs,
        [
            """{"id":"A","title":"蒸馏设备提纯改进","field":"先进制造与自动化,新型机械","description":"提高蒸馏设备提纯率","negotiable":true}""",
            """{"id":"B","title":"一体化压铸铝合金","field":"新材料","description":"一体化压铸铝合金在薄壁处开裂，需要改进成分和压铸工艺：抗拉强度≥270MPa，屈服强度≥135MPa，伸长率≥12%，废铝用量30%以上，综合成本下降30%。","budget_yuan":1000000}""",
            """{"id":"C","title":"铝合金一体化压铸开裂","field":"新材料","description":"一体化压铸铝合金在薄壁处开裂，需要改进成分和压铸工艺：抗拉强度≥270MPa，屈服强度≥135MPa，伸长率≥12%，废铝用量30%以上，综合成本下降30%。","budget_yuan":1000000}""",
        ]);
        await File.WriteAllLinesAsync(labels, ["A\tvague\tone_line,no_indicator", "B\tclear\thas_indicators,duplicate_of:C", "C\tfair\tpurchase"]);

        var (code, output, errors) = await EvaluateProgram.Run("--diagnose", needs, "--labels", labels, "--json", all);

        Assert.True(code == 0, errors);
        Assert.StartsWith("3 needs\n", output, StringComparison.Ordinal);
        Assert.Contains("near-duplicates (share of the lighter text from 0.3): B~C 0.89", output, StringComparison.Ordinal);
        Assert.Contains("agreement 2 of 3, kappa 0.50", output, StringComparison.Ordinal);
        Assert.Matches(@"\none_line +1 +1 +0 +0 ", output);
        Assert.Matches(@"\npurchase +1 +0 +1 +0 +missed: C +false: ", output);
        Assert.Matches(@"\nhas_indicators +1 +1 +0 +1 +missed: +false: C", output);
        Assert.Equal(3, (await File.ReadAllLinesAsync(all)).Length);
    }

    [Theory]
    [InlineData("nowhere.jsonl", "nowhere.jsonl: no such file")]
    [InlineData("n.jsonl,--labels", "--diagnose takes a file of demands")]
    public async Task A_wrong_call_is_told_in_one_line(string arguments, string told)
    {
        var (code, _, errors) = await EvaluateProgram.Run(["--diagnose", .. arguments.Split(',')]);

        Assert.Equal(2, code);
        Assert.StartsWith($"evaluate: {told}", errors, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
