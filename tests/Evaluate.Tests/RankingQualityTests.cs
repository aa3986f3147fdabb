using System.Globalization;
using System.Text.Json.Nodes;

namespace Matchmaking.Evaluate.Tests;

/// <summary>Expected quality is a file; a change of tokenizer, index, weight or feature shows its price here.</summary>
public sealed class RankingQualityTests
{
    private static readonly JsonNode Expected = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "expected.json")))!;

    [Fact]
    public async Task No_ranker_falls_below_what_is_expected_of_it_on_the_seeds()
    {
        var (_, _, report) = await EvaluateProgram.Whole;

        foreach (var (ranker, expected) in Expected["ndcgAt10"]!.AsObject())
        {
            var found = Ndcg(report, ranker);
            Assert.True(found >= (double)expected! - (double)Expected["tolerance"]!, $"{ranker}: NDCG@10 {found:F4}, expected {(double)expected!:F4} (tests/Evaluate.Tests/expected.json)");
        }
    }

    [Fact]
    public async Task Shuffle_stands_below_the_baselines_and_the_scorecard_above_them_with_its_interval_above_zero_and_nothing_is_reported_unasked()
    {
        var (_, _, toBm25) = await EvaluateProgram.Whole;
        var toCosine = await EvaluateProgram.Report("--rankers", "shuffle,cosine,scorecard", "--baseline", "cosine");

        foreach (var (report, baseline) in new[] { (toBm25, "bm25"), (toCosine, "cosine") })
        {
            Assert.True(Difference(report, "shuffle", "High") < 0);
            Assert.True(Ndcg(report, "scorecard") > Ndcg(report, baseline), $"the scorecard does not beat {baseline}");
        }

        Assert.True(Difference(toBm25, "scorecard", "Low") > 0, "the gain over bm25 may be chance");
        Assert.Null(toCosine["Calibration"]);
        Assert.Null(toCosine["Ablation"]);
    }

    [Theory]
    [InlineData("xgboost")]
#if MLNET
    [InlineData("mlnet")]
#endif
    public async Task The_learned_ranker_beats_the_scorecard_on_needs_it_was_not_trained_on(string engine)
    {
        var report = await EvaluateProgram.Report("--rankers", "scorecard,learned", "--baseline", "scorecard", "--engine", engine);

        Assert.True(Ndcg(report, "learned") > Ndcg(report, "scorecard"), $"{Ndcg(report, "learned"):F4}");
        Assert.True(Difference(report, "learned", "Low") > 0, "the gain over the scorecard may be chance");
    }

    [Fact]
    public async Task Needs_are_ranked_for_an_expert_as_well_as_experts_for_a_need_by_the_same_scores()
    {
        var (_, output, _) = await EvaluateProgram.Run([.. EvaluateProgram.SeedArguments, "--rankers", "bm25,scorecard", "--reverse"]);
        Assert.Contains("needs for an expert, by the same scores", output, StringComparison.Ordinal);

        // The rows of the two tables: NDCG@5, NDCG@10 ... without the signs of the tables of differences.
        var rows = output.Split('\n').Where(line => line.StartsWith("scorecard ", StringComparison.Ordinal) && !line.Contains('[', StringComparison.Ordinal))
            .Select(line => double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2], CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(2, rows.Length);
        Assert.True(rows[1] >= rows[0], $"experts for a need {rows[0]}, needs for an expert {rows[1]}");
    }

    private static JsonNode Ranker(JsonNode report, string ranker) => report["Rankers"]!.AsArray().Single(r => (string)r!["Ranker"]! == ranker)!;

    private static double Ndcg(JsonNode report, string ranker) => (double)Ranker(report, ranker)["Metrics"]!["NDCG@10"]!;

    private static double Difference(JsonNode report, string ranker, string end) => (double)Ranker(report, ranker)["DifferenceToBaseline"]!["NDCG@10"]![end]!;
}
