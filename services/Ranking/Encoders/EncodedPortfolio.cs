using Matchmaking.Ranking.Latent;

namespace Matchmaking.Ranking.Encoders;

/// <summary>What the encoder made of one expert's documents, as signed bytes with a scale: a quarter of the memory, and cosines within 0.01.</summary>
internal sealed class EncodedPortfolio
{
    private readonly (sbyte[] Bytes, float Scale)?[] documents;

    /// <param name="revision">The revision of the profile.</param>
    /// <param name="texts">The documents' texts; none for an expert whose texts are not to be encoded.</param>
    /// <param name="vectors">Their vectors, null for each that has none.</param>
    internal EncodedPortfolio(long revision, IReadOnlyList<string> texts, IReadOnlyList<float[]?> vectors)
    {
        Revision = revision;
        IsWhole = texts.Zip(vectors).All(document => document.First.Length == 0 || document.Second is not null);
        documents = [.. vectors.Select(vector => vector is null ? null : ((sbyte[], float)?)Pack(vector))];
    }

    internal long Revision { get; }

    /// <summary>Whether every text has its vector.</summary>
    internal bool IsWhole { get; }

    /// <summary>Cosine of the nearest document, 0 where negative; null when none has a vector.</summary>
    /// <param name="demand">Of length 1.</param>
    /// <param name="left">Documents to leave out; null for none.</param>
    internal double? Nearest(float[] demand, bool[]? left)
    {
        double? best = null;
        for (var i = 0; i < documents.Length; i++)
        {
            if (left?[i] != true && documents[i] is { } document && document.Bytes.Length == demand.Length)
            {
                best = Math.Clamp(Int8Product.Of(demand, document.Bytes) * document.Scale, best ?? 0, 1);
            }
        }

        return best;
    }

    private static (sbyte[] Bytes, float Scale) Pack(float[] vector)
    {
        var bytes = new sbyte[vector.Length];
        return (bytes, LatentVectors.Quantise(vector, bytes));
    }
}
