using System.Security.Cryptography;
using System.Text;
using Matchmaking.Ranking.Decisions;

namespace Matchmaking.Ranking.Training;

/// <summary>
/// Parts decided demands by time and by enterprise: a model is trained on earlier demands and proves itself on later ones of other enterprises, as it will
/// have to in use. An enterprise on both sides of the day is kept on one of them, which one its credit code decides once and for all.
/// </summary>
/// <param name="Training">Earlier demands, oldest first.</param>
/// <param name="Later">Later demands of enterprises that are not among the first, oldest first.</param>
internal sealed record DecisionSplit(IReadOnlyList<DecidedDemand> Training, IReadOnlyList<DecidedDemand> Later)
{
    private const double ShareOfTraining = 0.65;

    /// <summary>Parts them.</summary>
    /// <param name="demands">Oldest first. Those that tell no order apart count on neither side.</param>
    /// <param name="championUntil">When the last demand was decided that the ranker in use was trained on: on earlier ones it would win by having seen them. Null for none.</param>
    internal static DecisionSplit Of(IReadOnlyList<DecidedDemand> demands, DateTimeOffset? championUntil = null)
    {
        var telling = demands.Where(demand => demand.Tells).ToArray();
        var cut = Math.Max((int)Math.Round(ShareOfTraining * telling.Length), telling.Count(demand => demand.DecidedAt <= championUntil));
        var (earlier, later) = (telling[..cut], telling[cut..]);
        var onBoth = earlier.Select(demand => demand.Enterprise).Intersect(later.Select(demand => demand.Enterprise)).ToHashSet();
        return new DecisionSplit(
            [.. earlier.Where(demand => !onBoth.Contains(demand.Enterprise) || !ProvesModels(demand.Enterprise))],
            [.. later.Where(demand => !onBoth.Contains(demand.Enterprise) || ProvesModels(demand.Enterprise))]);
    }

    private static bool ProvesModels(string enterprise) => SHA256.HashData(Encoding.UTF8.GetBytes(enterprise))[0] % 2 == 0;
}
