namespace Matchmaking.Ranking.Index;

/// <summary>
/// The length of a portfolio in one byte, on a logarithmic scale in steps of 4.4 %: near enough for length normalisation, and 256 values
/// make a table of it.
/// </summary>
internal static class LengthCode
{
    internal const int Count = 256;

    private const double StepsPerDoubling = 16;

    private static readonly int[] Lengths = [.. Enumerable.Range(0, Count).Select(code => (int)Math.Round(Math.Pow(2, code / StepsPerDoubling)) - 1)];

    /// <summary>The code of a length in terms; lengths over 60,000 share the highest.</summary>
    internal static byte Of(int length) => (byte)Math.Min(Count - 1, Math.Round(StepsPerDoubling * Math.Log2(1 + (double)length)));

    /// <summary>The length a code stands for.</summary>
    internal static int Length(int code) => Lengths[code];
}
