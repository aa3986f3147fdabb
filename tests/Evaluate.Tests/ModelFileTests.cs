using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Matchmaking.Evaluate.Tests;

public sealed class ModelFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    private string Saved => Path.Combine(folder, "model.json");

    [Fact]
    public async Task A_saved_model_is_ranked_by_beside_others_and_told_apart_when_it_was_trained_on_the_same()
    {
        var saved = (await EvaluateProgram.Report("--rankers", "bm25", "--save-model", Saved))["SavedModel"]!;
        var digest = (string)saved["Digest"]!;
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Saved)).AsSpan(0, 12)), digest);
        Assert.Equal(("bootstrap", 118), ((string)saved["Kind"]!, (int)saved["Demands"]!));
        Assert.True((double)saved["NdcgAt10"]! > (double)saved["ScorecardNdcgAt10"]!);

        var (code, output, errors) = await EvaluateProgram.Run([.. EvaluateProgram.SeedArguments, "--rankers", "scorecard", "--baseline", "scorecard", "--model", Saved, "--json", Path.Combine(folder, "out.json")]);
        Assert.True(code == 0, errors);
        var report = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "out.json")))!;
        Assert.Equal(["scorecard", "model"], report["Rankers"]!.AsArray().Select(ranker => (string)ranker!["Ranker"]!));
        Assert.Contains($"+model:{digest}", (string)report["Rankers"]![1]!["Digest"]!, StringComparison.Ordinal);
        // It has seen these judgements, so it orders them better than the scorecard does.
        Assert.True((double)report["Rankers"]![1]!["DifferenceToBaseline"]!["NDCG@10"]!["Low"]! > 0);
        Assert.True((bool)report["Model"]!["TrainedOnThese"]!);
        Assert.Contains("\nWARNING: model was trained on these very pairs.", output, StringComparison.Ordinal);

        var qrels = await EvaluateProgram.SomeJudgements(demands: 15);
        (code, output, errors) = await EvaluateProgram.Run([.. EvaluateProgram.SeedArguments, "--qrels", qrels, "--rankers", "model", "--model", Saved, "--run", Path.Combine(folder, "out.trec")]);
        File.Delete(qrels);
        Assert.True(code == 0, errors);
        Assert.Contains($"\nmodel: {digest} of {Saved}, bootstrap", output, StringComparison.Ordinal);
        Assert.Contains("its figures are fair only where", output, StringComparison.Ordinal);
        Assert.DoesNotContain("WARNING", output, StringComparison.Ordinal);
        Assert.EndsWith(" model", (await File.ReadAllLinesAsync(Path.Combine(folder, "out.trec")))[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "This is no ranking-model/1")]
    [InlineData("", "This is no ranking-model/1")]
    [InlineData("""{"format":"ranking-model/9"}""", "The format is ranking-model/9")]
    public async Task A_file_that_is_no_model_is_told_in_one_line(string content, string told)
    {
        await File.WriteAllTextAsync(Saved, content);
        var (code, output, errors) = await EvaluateProgram.Run([.. EvaluateProgram.SeedArguments, "--model", Saved]);

        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.StartsWith($"evaluate: {Saved}: {told}", errors, StringComparison.Ordinal);
        Assert.Single(errors.Trim().Split('\n'));
    }

    [Fact]
    public async Task Demands_of_too_few_enterprises_train_no_model()
    {
        var qrels = await EvaluateProgram.SomeJudgements(demands: 6);
        var (code, _, errors) = await EvaluateProgram.Run([.. EvaluateProgram.SeedArguments, "--qrels", qrels, "--rankers", "bm25", "--save-model", Saved]);
        File.Delete(qrels);

        // Six demands, but they are of three enterprises.
        Assert.Equal(2, code);
        Assert.Contains("6 judged demands of 3 enterprises are too few", errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Saved));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
