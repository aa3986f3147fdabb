using Matchmaking.Knowledge.Text;

namespace Matchmaking.Ranking.Latent;

/// <summary>The terms of a space, by ordinal order, with their idf; and the terms too common to count.</summary>
internal sealed class LatentVocabulary
{
    private readonly Dictionary<string, int> places;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> placesBySpan;
    private readonly HashSet<string> common;

    internal LatentVocabulary(string[] terms, float[] weights, string[] commonTerms, int documents)
    {
        Terms = terms;
        Weights = weights;
        CommonTerms = commonTerms;
        Documents = documents;
        common = new HashSet<string>(commonTerms, StringComparer.Ordinal);
        places = new Dictionary<string, int>(terms.Length, StringComparer.Ordinal);
        for (var i = 0; i < terms.Length; i++)
        {
            places.Add(terms[i], i);
        }

        placesBySpan = places.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    internal string[] Terms { get; }

    /// <summary>idf by place.</summary>
    internal float[] Weights { get; }

    internal string[] CommonTerms { get; }

    /// <summary>Documents counted, N.</summary>
    internal int Documents { get; }

    /// <summary>What a term weighs that no document of the corpus had: it can only lower the known share of a text.</summary>
    internal double UnknownWeight => Math.Log(Documents);

    /// <summary>Place of a term; -1 unless the space knows it.</summary>
    internal int PlaceOf(string term) => places.GetValueOrDefault(term, -1);

    internal int PlaceOf(ReadOnlySpan<char> term) => placesBySpan.TryGetValue(term, out var place) ? place : -1;

    internal bool IsCommon(string term) => common.Contains(term);

    /// <summary>A single character of an unspaced script stands for too many things to be a topic.</summary>
    internal static bool IsMeant(ReadOnlySpan<char> term) => term.Length > 1 || (term.Length == 1 && !Characters.IsUnspaced(term[0]));

    internal static LatentVocabulary Choose(IReadOnlyCollection<KeyValuePair<string, double>[]> documents, LatentSettings settings)
    {
        var holders = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var document in documents)
        {
            foreach (var (term, _) in document)
            {
                holders[term] = holders.GetValueOrDefault(term) + 1;
            }
        }

        var limit = settings.MostShare * documents.Count;
        // What a term adds to the sum of squares that the decomposition explains: neither the rarest nor the commonest lead.
        var chosen = holders.Where(term => term.Value >= settings.LeastHolders && term.Value <= limit)
            .Select(term => (term.Key, Idf: Math.Log((double)documents.Count / term.Value), Holders: term.Value))
            .OrderByDescending(term => term.Holders * term.Idf * term.Idf).ThenBy(term => term.Key, StringComparer.Ordinal)
            .Take(settings.MostTerms)
            .OrderBy(term => term.Key, StringComparer.Ordinal)
            .ToArray();
        var commonTerms = holders.Where(term => term.Value > limit).Select(term => term.Key).Order(StringComparer.Ordinal);
        return new LatentVocabulary([.. chosen.Select(term => term.Key)], [.. chosen.Select(term => (float)term.Idf)], [.. commonTerms], documents.Count);
    }

    /// <summary>Documents by terms, (1 + ln tf) * idf, every row of length 1: a long text must not count as many.</summary>
    internal SparseMatrix Weigh(IReadOnlyList<KeyValuePair<string, double>[]> documents)
    {
        var offsets = new int[documents.Count + 1];
        var found = new List<int>();
        var values = new List<float>();
        for (var row = 0; row < documents.Count; row++)
        {
            var squares = 0.0;
            foreach (var (term, frequency) in documents[row])
            {
                if (PlaceOf(term) is var place and >= 0)
                {
                    var value = frequency * Weights[place];
                    squares += value * value;
                    found.Add(place);
                    values.Add((float)value);
                }
            }

            var scale = squares > 0 ? (float)(1 / Math.Sqrt(squares)) : 0;
            for (var i = offsets[row]; i < values.Count; i++)
            {
                values[i] *= scale;
            }

            offsets[row + 1] = values.Count;
        }

        return new SparseMatrix(Terms.Length, offsets, [.. found], [.. values]);
    }
}
