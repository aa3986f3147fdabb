namespace Matchmaking.Ranking.Latent;

/// <summary>Vectors of length 1, whose product is their cosine.</summary>
internal static class UnitVector
{
    /// <summary>Scales to length 1 in place; false for a vector of zeros, which has no direction.</summary>
    internal static bool TryMake(Span<float> vector)
    {
        var squares = 0.0;
        foreach (var value in vector)
        {
            squares += (double)value * value;
        }

        if (!(squares > 0) || !double.IsFinite(squares))
        {
            return false;
        }

        var scale = (float)(1 / Math.Sqrt(squares));
        for (var i = 0; i < vector.Length; i++)
        {
            vector[i] *= scale;
        }

        return true;
    }
}
