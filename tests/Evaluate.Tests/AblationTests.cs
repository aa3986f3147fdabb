namespace Matchmaking.Evaluate.Tests;

public sealed class AblationTests
{
    [Fact]
    public async Task Groups_and_single_features_stand_in_one_table_with_the_greatest_loss_first()
    {
        var (output, _, report) = await EvaluateProgram.Whole;
        var rows = report["Ablation"]!.AsArray();

        var names = rows.Select(row => (string)row!["Without"]!).ToArray();
        Assert.Equal(names.Distinct(), names);
        Assert.Empty(new[] { "lexical", "affordable", "reliable", "latent_fit", "technology_fit", "field_match", "best_document" }.Except(names));
        var losses = rows.Select(row => (double)row!["Differences"]!["NDCG@10"]!["Mean"]!).ToArray();
        Assert.Equal(losses.Order(), losses);
        Assert.All(rows, row => Assert.True(row!["Differences"]!["MRR"] is not null && row["Differences"]!["AP"] is not null && (double)row["Points"]! > 0));

        // Every feature with points is left out alone once, so that these rows add up to the whole scorecard.
        Assert.Equal(100, rows.Where(row => row!["Features"]!.AsArray().Count == 1).Sum(row => (double)row!["Points"]!), 6);

        var table = output[output.IndexOf("ablation:", StringComparison.Ordinal)..].Split('\n')[2..];
        Assert.Equal(names, table.Where(line => line.Length > 0).Select(line => line.Split(' ')[0]));
    }
}
