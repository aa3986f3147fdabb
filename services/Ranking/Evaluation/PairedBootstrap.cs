using Matchmaking.Ranking.Randomness;

namespace Matchmaking.Ranking.Evaluation;

/// <summary>
/// Paired bootstrap over demands (Sakai, Evaluating evaluation metrics based on the bootstrap, SIGIR 2006): demands are drawn with
/// replacement, both rankers keep their values on the drawn demands. Percentile interval.
/// </summary>
public static class PairedBootstrap
{
    private const int Resamples = 2000;

    /// <summary>95 % interval of the mean difference.</summary>
    /// <param name="challenger">One value per demand.</param>
    /// <param name="baseline">Values of the baseline on the same demands, in the same order.</param>
    /// <param name="seed">Equal seeds give equal intervals.</param>
    public static DifferenceInterval Compare(IReadOnlyList<double> challenger, IReadOnlyList<double> baseline, int seed)
    {
        if (challenger.Count != baseline.Count || challenger.Count == 0)
        {
            throw new ArgumentException("Both rankers need a value for each of at least one demand.", nameof(baseline));
        }

        var differences = new double[challenger.Count];
        for (var i = 0; i < differences.Length; i++)
        {
            differences[i] = challenger[i] - baseline[i];
        }

        var state = (ulong)seed;
        var means = new double[Resamples];
        for (var resample = 0; resample < Resamples; resample++)
        {
            var sum = 0.0;
            for (var i = 0; i < differences.Length; i++)
            {
                sum += differences[(int)((UInt128)SplitMix.Mix(state += SplitMix.Step) * (ulong)differences.Length >> 64)];
            }

            means[resample] = sum / differences.Length;
        }

        Array.Sort(means);
        return new DifferenceInterval(differences.Average(), means[(int)(0.025 * Resamples)], means[(int)(0.975 * Resamples) - 1]);
    }
}

/// <summary>A mean difference with its 95 % interval.</summary>
/// <param name="Mean">Mean over demands.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct DifferenceInterval(double Mean, double Low, double High);
