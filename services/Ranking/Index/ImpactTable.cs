using System.Runtime.CompilerServices;

namespace Matchmaking.Ranking.Index;

/// <summary>
/// What a posting is worth before the weight of its term, by frequency and length: rising with the one and falling with the other, which is
/// what upper bounds of blocks rely on. Scores are sums of integers, so they are equal in whatever order terms are added.
/// </summary>
internal sealed class ImpactTable
{
    /// <summary>Frequencies beyond this one add nothing: at K1 = 1.6 and average length they would add 5 % at most.</summary>
    internal const int MostFrequency = 31;

    /// <summary>The integer that stands for the most a query can score.</summary>
    internal const int FixedPoint = 1 << 30;

    private readonly float[] impacts = new float[(MostFrequency + 1) * LengthCode.Count];

    /// <param name="impact">Frequency and length in terms to 0 to 1.</param>
    internal ImpactTable(Func<int, int, double> impact)
    {
        for (var frequency = 1; frequency <= MostFrequency; frequency++)
        {
            for (var code = 0; code < LengthCode.Count; code++)
            {
                impacts[(frequency * LengthCode.Count) + code] = (float)impact(frequency, LengthCode.Length(code));
            }
        }
    }

    /// <summary>The integer score of one posting.</summary>
    /// <param name="weight">Weight of the term, as a share of <see cref="FixedPoint"/>.</param>
    /// <param name="frequency">In the whole portfolio, at least 1.</param>
    /// <param name="lengthCode">Of the portfolio.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Score(double weight, int frequency, int lengthCode) =>
        (int)(weight * impacts[(Math.Min(frequency, MostFrequency) * LengthCode.Count) + lengthCode]);
}
