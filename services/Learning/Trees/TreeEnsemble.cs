using System.Security.Cryptography;

namespace Matchmaking.Learning.Trees;

/// <summary>
/// A model of boosted trees, whatever engine grew it: the score of a row is <see cref="Bias"/> plus the value of the leaf it falls into in
/// every tree. <see cref="TreeEnsembleFile"/> writes and reads it.
/// </summary>
/// <param name="Columns">What a row holds, in this order; trees name columns by their place.</param>
/// <param name="Bias">What every row gets.</param>
/// <param name="Trees">At least one.</param>
/// <param name="Engine">What grew it, with version and objective.</param>
public sealed record TreeEnsemble(IReadOnlyList<FeatureColumn> Columns, double Bias, IReadOnlyList<RegressionTree> Trees, string Engine)
{
    /// <summary>Names the content: SHA-256 of the file, its first 12 bytes in hex.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(TreeEnsembleFile.Write(this)).AsSpan(0, 12));

    /// <summary>The score of a row by the plain words of the trees: what faster evaluators are held to.</summary>
    /// <param name="row">A value for each column; NaN where it is not known.</param>
    public double Score(ReadOnlySpan<float> row)
    {
        var sum = Bias;
        foreach (var tree in Trees)
        {
            sum += tree.Values[tree.LeafOf(row)];
        }

        return sum;
    }

    /// <summary>The same with the covers of all nodes counted on some rows.</summary>
    public TreeEnsemble CountedOn(TrainingRows rows) => this with { Trees = [.. Trees.Select(tree => tree.CountedOn(rows))] };
}
