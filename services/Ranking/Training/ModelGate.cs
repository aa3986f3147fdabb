using Matchmaking.Ranking.Evaluation;

namespace Matchmaking.Ranking.Training;

/// <summary>
/// Compares a challenger with what ranks now, on demands that the challenger was not trained on: it is offered only if the paired bootstrap puts its gain in
/// NDCG@10 above zero. What nobody decided is left out of both orders (condensed lists; Sakai, Alternatives to Bpref, SIGIR 2007).
/// </summary>
internal static class ModelGate
{
    /// <summary>
    /// How often at most a challenger that is no better is offered. The interval leaves 2.5 % on the upper side; the rest is for its being a little too narrow
    /// with few demands: of challengers exactly as good as the champion 3 to 4 % pass with twenty.
    /// </summary>
    internal const double ErrorRate = 0.05;

    /// <summary>Demands that the gate needs: with fewer the bootstrap promises more than it knows.</summary>
    internal const int LeastDemands = 20;

    private const int Seed = 1;

    /// <summary>Compares.</summary>
    /// <param name="pairs">Later demands of other enterprises, at least <see cref="LeastDemands"/>.</param>
    /// <param name="champion">Score of a row by what ranks now.</param>
    /// <param name="challenger">Score of a row by the new model.</param>
    internal static GateVerdict Compare(GradedPairs pairs, Func<int, double> champion, Func<int, double> challenger)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(pairs.Demands, LeastDemands, nameof(pairs));
        var (before, after) = (GradedOrder.Ndcg(pairs, champion), GradedOrder.Ndcg(pairs, challenger));
        var gain = PairedBootstrap.Compare(after, before, Seed);
        return new GateVerdict(pairs.Demands, before.Average(), after.Average(), gain.Low, gain.High);
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
