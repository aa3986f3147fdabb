namespace Matchmaking.Ranking.Latent;

/// <summary>A text in a space. What its direction is worth depends on how much of it the space knows.</summary>
/// <remarks>
/// The product of <see cref="AsDemand"/> and <see cref="Telling"/>, combined over the documents of a portfolio as cosines are and added
/// with weight 0.4 to the saturated BM25 and cosine, changes NDCG@10 by +.016 on English and +.004 on Chinese abstracts, +.009 for short
/// needs against them, and by -.003 to -.001, within chance, on titles and on the seeds. Without the two factors it costs .008 on titles.
/// </remarks>
/// <param name="Vector">Of length 1.</param>
/// <param name="KnownTerms">How many different terms of the text the space knows.</param>
/// <param name="KnownShare">Their share of the text's weight, above 0 to 1; terms too common for the space do not count.</param>
internal sealed record FoldedText(float[] Vector, int KnownTerms, double KnownShare)
{
    // Terms at which a document's direction counts half. A title has about 8 to 20, an abstract 40 to 90.
    private const double HalfTerms = 30;

    /// <summary>The direction of a document, as long as a text of so many known terms is telling: the topic of a title is a guess.</summary>
    internal static float[] Telling(float[] vector, int knownTerms)
    {
        var factor = knownTerms / (knownTerms + HalfTerms);
        return Array.ConvertAll(vector, value => (float)(value * factor));
    }

    /// <summary>The vector as long as a demand is understood: where its rare words are unknown, the known ones are not what it is about.</summary>
    internal float[] AsDemand() => Array.ConvertAll(Vector, value => (float)(value * KnownShare));
}
