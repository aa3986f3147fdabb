using Matchmaking.Ranking.Evaluation;

namespace Matchmaking.Ranking.Training;

/// <summary>
/// Compares a challenger with what ranks now, on demands that the challenger was not trained on: it is offered only if the paired bootstrap puts its gain in
/// NDCG@10 above zero. Whole enterprises are drawn: their demands are alike, and suit one ranker or the other together. What nobody decided is left out of
/// both orders (condensed lists; Sakai, Alternatives to Bpref, SIGIR 2007).
/// </summary>
internal static class ModelGate
{
    /// <summary>How often at most a challenger that is no better is offered. The interval leaves 2.5 % on either side; the rest is for skewed differences.</summary>
    internal const double ErrorRate = 0.05;

    /// <summary>Demands that the gate needs: with fewer the bootstrap promises more than it knows.</summary>
    internal const int LeastDemands = 20;

    /// <summary>Enterprises that posted them, at least.</summary>
    internal const int LeastEnterprises = 15;

    private const int Seed = 1;

    private const double NormalQuantile = 1.96;

    /// <summary>Compares.</summary>
    /// <param name="pairs">Later demands of other enterprises, at least <see cref="LeastDemands"/> of <see cref="LeastEnterprises"/>.</param>
    /// <param name="champion">Score of a row by what ranks now.</param>
    /// <param name="challenger">Score of a row by the new model.</param>
    internal static GateVerdict Compare(GradedPairs pairs, Func<int, double> champion, Func<int, double> challenger)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pairs.Demands, LeastDemands, nameof(pairs));
        var enterprises = pairs.Groups.Distinct().Count();
        ArgumentOutOfRangeException.ThrowIfLessThan(enterprises, LeastEnterprises, nameof(pairs));
        var (before, after) = (GradedOrder.Ndcg(pairs, champion), GradedOrder.Ndcg(pairs, challenger));
        var gain = PairedBootstrap.CompareGrouped(after, before, pairs.Groups, Seed);
        var width = Expansion(enterprises);
        return new GateVerdict(pairs.Demands, before.Average(), after.Average(), gain.Mean - (width * (gain.Mean - gain.Low)), gain.Mean + (width * (gain.High - gain.Mean)));
    }

    // Percentile intervals are too narrow for few draws by these two factors (Hesterberg, What teachers should know about the bootstrap, 2015): with twenty
    // 5.0 % of challengers exactly as good passed without them. The quantile of Student's distribution is Cornish and Fisher's series.
    private static double Expansion(int draws)
    {
        var (z, freedom) = (NormalQuantile, draws - 1.0);
        var student = z + (((z * z * z) + z) / (4 * freedom)) + (((5 * Math.Pow(z, 5)) + (16 * Math.Pow(z, 3)) + (3 * z)) / (96 * freedom * freedom));
        return student / z * Math.Sqrt(draws / freedom);
    }
}

/// <summary>How a challenger did against the champion.</summary>
/// <param name="Demands">Demands that both were compared on.</param>
/// <param name="ChampionNdcgAt10">Mean NDCG@10 of what ranks now.</param>
/// <param name="ChallengerNdcgAt10">The same of the new model.</param>
/// <param name="GainLow">Lower end of the 95 % interval of the gain.</param>
/// <param name="GainHigh">Its upper end.</param>
internal sealed record GateVerdict(int Demands, double ChampionNdcgAt10, double ChallengerNdcgAt10, double GainLow, double GainHigh)
{
    /// <summary>Whether the challenger is offered for promotion.</summary>
    internal bool IsPassed => GainLow > 0;
}
