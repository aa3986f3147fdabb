namespace Matchmaking.Learning;

/// <summary>How trees are grown, in words that every engine knows. Ranges are checked by <see cref="Check"/>.</summary>
/// <param name="Trees">Trees of the ensemble, 1 to 1000.</param>
/// <param name="Leaves">The most leaves of a tree, 2 to 64.</param>
/// <param name="LearningRate">What each tree counts, above 0 and at most 1.</param>
/// <param name="LeastRowsInLeaf">The fewest rows of a leaf, from 1.</param>
/// <param name="ColumnShare">Share of the columns, drawn anew, that each split chooses from: above 0 and at most 1. Trees that differ average to less noise (Breiman, Random forests, 2001).</param>
/// <param name="Seed">Equal seeds give equal models.</param>
public sealed record TrainingSettings(int Trees, int Leaves, double LearningRate, int LeastRowsInLeaf, double ColumnShare = 1, int Seed = 1)
{
    /// <summary>What a few hundred queries can bear.</summary>
    public static readonly TrainingSettings Default = new(Trees: 100, Leaves: 16, LearningRate: 0.1, LeastRowsInLeaf: 10);

    /// <summary>Throws when a value is out of its range: engines take some of these silently.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the setting.</exception>
    public void Check()
    {
        InRange(Trees, 1, 1000, nameof(Trees));
        InRange(Leaves, 2, 64, nameof(Leaves));
        InRange(LeastRowsInLeaf, 1, int.MaxValue, nameof(LeastRowsInLeaf));
        IsShare(LearningRate, nameof(LearningRate));
        IsShare(ColumnShare, nameof(ColumnShare));
    }

    private static void IsShare(double value, string name)
    {
        if (value is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(name, value, "above 0 and at most 1");
        }
    }

    private static void InRange(int value, int least, int most, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most, name);
    }
}
