using System.Text;
using Matchmaking.Learning.Trees;

namespace Matchmaking.Learning.Tests;

public sealed class TreeEnsembleFileTests
{
    [Fact]
    public void What_is_written_reads_back_to_the_same_bytes_and_scores()
    {
        var rows = RandomTrees.Rows(1, 9, 200);
        var ensemble = RandomTrees.Make(1, 9, 20, 16, rows);

        var text = TreeEnsembleFile.Write(ensemble);
        var read = TreeEnsembleFile.Read(text);

        Assert.Equal(text, TreeEnsembleFile.Write(read));
        Assert.Equal(ensemble.Digest, read.Digest);
        Assert.All(Enumerable.Range(0, rows.Count), row => Assert.Equal(ensemble.Score(rows.Row(row)), read.Score(rows.Row(row))));
    }

    [Fact]
    public void Another_threshold_is_another_digest()
    {
        var ensemble = RandomTrees.Make(1, 3, 2, 4);
        var tree = ensemble.Trees[1];
        var thresholds = tree.Thresholds.ToArray();
        thresholds[0] = MathF.BitIncrement(thresholds[0]);

        Assert.NotEqual(ensemble.Digest, (ensemble with { Trees = [ensemble.Trees[0], tree with { Thresholds = thresholds }] }).Digest);
    }

    [Theory]
    [InlineData("\"format\":\"tree-ensemble/1\"", "\"format\":\"tree-ensemble/9\"", "tree-ensemble/9")]
    [InlineData("\"left\":[1,", "\"left\":[0,", "Tree 0 cannot be walked")]
    [InlineData("\"left\":[1,", "\"left\":[99,", "Tree 0 cannot be walked")]
    [InlineData("\"left\":[1,", "\"left\":[2,", "Tree 0 cannot be walked")]
    [InlineData("\"cover\":[", "\"cover\":[7,", "different lengths")]
    [InlineData("\"bias\":", "\"bias\":\"x\",\"was\":", "no tree-ensemble/1")]
    [InlineData("\"trees\":[", "\"trees\":[],\"were\":[", "has columns and trees")]
    [InlineData("{\"format\"", "{{\"format\"", "no tree-ensemble/1")]
    public void A_damaged_text_is_refused_with_what_is_wrong(string part, string damaged, string expected)
    {
        var text = Encoding.UTF8.GetString(TreeEnsembleFile.Write(RandomTrees.Make(3, 3, 2, 3, RandomTrees.Rows(1, 3, 20))));
        Assert.Contains(part, text, StringComparison.Ordinal);

        var error = Assert.Throws<InvalidDataException>(() => TreeEnsembleFile.Read(Encoding.UTF8.GetBytes(text.Replace(part, damaged, StringComparison.Ordinal))));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_beyond_the_row_is_refused()
    {
        var ensemble = RandomTrees.Make(3, 3, 2, 3, RandomTrees.Rows(1, 3, 20));
        var text = TreeEnsembleFile.Write(ensemble with { Columns = [new FeatureColumn("only", false)] });

        Assert.Contains("asks for column", Assert.Throws<InvalidDataException>(() => TreeEnsembleFile.Read(text)).Message, StringComparison.Ordinal);
    }
}
