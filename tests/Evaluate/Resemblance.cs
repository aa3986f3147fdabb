namespace Matchmaking.Evaluate;

/// <summary>
/// What the function resembling_demands of the database answers, over needs in memory: how much of the lighter of two needs stands in the other, each piece weighed by how
/// few others have it. A test holds the two against each other.
/// </summary>
internal sealed class Resemblance
{
    private const int CommonFrom = 33;

    private readonly Dictionary<Guid, int[]> needs = [];
    private readonly Dictionary<int, int> spread = [];

    /// <summary>Adds a need by its pieces, each once.</summary>
    internal void Add(Guid id, int[] pieces)
    {
        needs.Add(id, pieces);
        foreach (var piece in pieces)
        {
            spread[piece] = spread.GetValueOrDefault(piece) + 1;
        }
    }

    /// <summary>The needs that share at least <paramref name="least"/> of the lighter of the two, the closest first.</summary>
    internal IReadOnlyList<(Guid Id, double Share)> Of(Guid id, double least) =>
        [.. needs.Keys.Where(other => other != id).Select(other => (Id: other, Share: Share(needs[id], needs[other]))).Where(other => other.Share >= least).OrderByDescending(other => other.Share).ThenBy(other => other.Id)];

    private double Share(int[] one, int[] other)
    {
        var lighter = Math.Min(one.Sum(Weight), other.Sum(Weight));
        return lighter == 0 ? 0 : one.Intersect(other).Sum(Weight) / lighter;
    }

    // The need itself is not among the others.
    private double Weight(int piece) => spread[piece] - 1 >= CommonFrom ? 0 : 1.0 / Math.Max(1, spread[piece] - 1);
}
