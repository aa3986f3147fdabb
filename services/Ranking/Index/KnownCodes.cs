using System.Text;

namespace Matchmaking.Ranking.Index;

/// <summary>
/// One string for each code that packed items hold again and again: fields, regions, modes, kinds. A hundred candidates are opened for a list, with a
/// dozen codes each. Codes that share a place take turns in it; threads at worst make a string twice.
/// </summary>
internal static class KnownCodes
{
    private const int Places = 4096;

    private static readonly string?[] Codes = new string[Places];

    /// <summary>The string of a code in UTF-8.</summary>
    internal static string Of(ReadOnlySpan<byte> code)
    {
        var hash = 2166136261u;
        foreach (var part in code)
        {
            hash = (hash ^ part) * 16777619u;
        }

        ref var place = ref Codes[(hash ^ (hash >> 15)) & (Places - 1)];
        return place is { } known && Ascii.Equals(code, known) ? known : place = Encoding.UTF8.GetString(code);
    }
}
