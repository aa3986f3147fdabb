using Matchmaking.Knowledge.Text;

namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>
/// How much of one need stands in another: pieces of five characters of the normalised texts, blanks and punctuation left out, each weighed by how few needs have it, so that
/// the words of a form and of an agent's template count little. Containment, not the Jaccard index: a short need may be a part of a long one.
/// </summary>
internal sealed class Resemblance
{
    private const int PieceLength = 5;

    private readonly List<(Guid Id, HashSet<int> Pieces)> needs = [];
    private readonly Dictionary<int, int> spread = [];

    /// <summary>Adds a need.</summary>
    internal void Add(Guid id, string title, string? description)
    {
        var pieces = Pieces($"{title}\n{description}");
        needs.Add((id, pieces));
        foreach (var piece in pieces)
        {
            spread[piece] = spread.GetValueOrDefault(piece) + 1;
        }
    }

    /// <summary>The needs that share at least <paramref name="least"/> of the lighter of the two, the closest first.</summary>
    internal IReadOnlyList<(Guid Id, double Share)> Of(Guid id, double least)
    {
        var own = needs.First(need => need.Id == id).Pieces;
        return [.. needs.Where(need => need.Id != id).Select(need => (need.Id, Share: Share(own, need.Pieces))).Where(other => other.Share >= least).OrderByDescending(other => other.Share).ThenBy(other => other.Id)];
    }

    private double Share(HashSet<int> one, HashSet<int> other)
    {
        var lighter = Math.Min(Weight(one), Weight(other));
        return lighter == 0 ? 0 : Weight(one.Intersect(other)) / lighter;
    }

    // Two needs have at least the pieces they share: what only they share weighs most.
    private double Weight(IEnumerable<int> pieces) => pieces.Sum(piece => 1.0 / Math.Max(1, spread[piece] - 1));

    private static HashSet<int> Pieces(string text)
    {
        var letters = Normalizer.Normalize(text).Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant).ToArray();
        var pieces = new HashSet<int>();
        for (var i = 0; i + PieceLength <= letters.Length; i++)
        {
            var hash = 17;
            for (var k = 0; k < PieceLength; k++)
            {
                hash = unchecked((hash * 31) + letters[i + k]);
            }

            pieces.Add(hash);
        }

        return pieces;
    }
}
