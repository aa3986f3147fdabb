namespace Matchmaking.Ranking.Latent;

/// <summary>How a space is trained. The defaults serve; tests and measurements change them.</summary>
internal sealed record LatentSettings
{
    internal static readonly LatentSettings Default = new();

    /// <summary>Directions kept, unless the corpus asks for fewer (<see cref="DocumentsPerDimension"/>).</summary>
    /// <remarks>
    /// Alone more are better, beside the words fewer: what many directions tell apart the words tell apart already. Gain in NDCG@10 over BM25
    /// and cosine with 64, 128 and 256 (<see cref="FoldedText"/>): English abstracts .016, .012, .005; short needs against Chinese
    /// abstracts .009, .007, .003; abstracts against abstracts .004, .004, .003.
    /// </remarks>
    internal int Dimensions { get; init; } = 64;

    /// <summary>Directions beyond a share of the documents describe single documents, not topics.</summary>
    internal int DocumentsPerDimension { get; init; } = 4;

    /// <summary>Below it there is no space: what two terms have in common is chance when each stands in a handful of texts.</summary>
    internal int LeastDocuments { get; init; } = 500;

    /// <summary>More do not change the directions, only the time: a space of topics is a statistic of the corpus, so a sample gives it.</summary>
    internal int MostDocuments { get; init; } = 20_000;

    internal int MostTerms { get; init; } = 30_000;

    /// <summary>A term of one document says nothing about what goes together.</summary>
    internal int LeastHolders { get; init; } = 2;

    /// <summary>A term of more documents than this share tells no topics apart.</summary>
    internal double MostShare { get; init; } = 0.2;

    internal ulong Seed { get; init; } = 1;

    internal ParallelOptions Parallel { get; init; } = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };
}
