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

        return Interval(differences, [.. Enumerable.Range(0, differences.Length)], differences.Length, seed);
    }

    /// <summary>
    /// The same where values of one group go together, as demands of one enterprise do: groups are drawn, each with all of its demands (Field and Welsh,
    /// Bootstrapping clustered data, 2007).
    /// </summary>
    /// <param name="challenger">One value per demand.</param>
    /// <param name="baseline">Values of the baseline on the same demands, in the same order.</param>
    /// <param name="groups">The group of each demand; any numbers.</param>
    /// <param name="seed">Equal seeds give equal intervals.</param>
    public static DifferenceInterval CompareGrouped(IReadOnlyList<double> challenger, IReadOnlyList<double> baseline, IReadOnlyList<int> groups, int seed)
    {
        if (challenger.Count != baseline.Count || challenger.Count != groups.Count || challenger.Count == 0)
        {
            throw new ArgumentException("Both rankers need a value, and a group, for each of at least one demand.", nameof(groups));
        }

        var numbers = groups.Distinct().Select((group, number) => (group, number)).ToDictionary();
        return Interval([.. challenger.Zip(baseline, (one, other) => one - other)], [.. groups.Select(group => numbers[group])], numbers.Count, seed);
    }

    private static DifferenceInterval Interval(double[] differences, int[] groups, int count, int seed)
    {
        var (sums, sizes) = (new double[count], new int[count]);
        for (var i = 0; i < differences.Length; i++)
        {
            sums[groups[i]] += differences[i];
            sizes[groups[i]]++;
        }

        var state = (ulong)seed;
        var means = new double[Resamples];
        for (var resample = 0; resample < Resamples; resample++)
        {
            var (sum, size) = (0.0, 0);
            for (var i = 0; i < count; i++)
            {
                var drawn = (int)((UInt128)SplitMix.Mix(state += SplitMix.Step) * (ulong)count >> 64);
                sum += sums[drawn];
                size += sizes[drawn];
            }

            means[resample] = sum / size;
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
