namespace Matchmaking.Ranking.Index;

/// <summary>A document and how often a term stands in it, packed into one int: 24 bits of document, 8 of frequency.</summary>
internal static class Posting
{
    /// <summary>The most documents a segment holds; a merge that would exceed it is not made.</summary>
    internal const int MaxDocuments = 1 << 23;

    private const int MaxFrequency = 255;

    internal static int Pack(int document, int frequency) => (document << 8) | Math.Min(frequency, MaxFrequency);

    internal static int Document(int posting) => posting >> 8;

    internal static int Frequency(int posting) => posting & MaxFrequency;
}
