using System.Numerics;

namespace Matchmaking.Ranking.Latent;

/// <summary>
/// A space of topics learned from the platform's own texts (latent semantic analysis; Deerwester et al., 1990): texts that share no word
/// but the company their words keep lie near each other in it. Immutable; training, saving and loading give the same bits.
/// </summary>
internal sealed class LatentSpace
{
    private readonly LatentVocabulary vocabulary;
    // Kept as Half and widened when read: half the memory and the file, and a loaded space folds exactly as the trained one.
    private readonly Half[] termVectors;
    private readonly float[] widened;

    internal LatentSpace(LatentVocabulary vocabulary, int dimensions, Half[] termVectors)
    {
        this.vocabulary = vocabulary;
        this.termVectors = termVectors;
        widened = Array.ConvertAll(termVectors, value => (float)value);
        Dimensions = dimensions;
        Digest = LatentFile.DigestOf(LatentFile.ToBytes(this));
    }

    internal int Dimensions { get; }

    /// <summary>Names the space: equal content, equal digest. Vectors of different spaces cannot be compared.</summary>
    internal string Digest { get; }

    internal LatentVocabulary Vocabulary => vocabulary;

    internal ReadOnlySpan<Half> TermVectors => termVectors;

    /// <summary>Learns a space.</summary>
    /// <returns>Null when the corpus is too small to mean anything.</returns>
    internal static LatentSpace? Train(IEnumerable<LatentDocument> documents, LatentSettings settings)
    {
        var sample = Draw(documents, settings);
        if (sample.Count < settings.LeastDocuments)
        {
            return null;
        }

        var vocabulary = LatentVocabulary.Choose(sample, settings);
        if (vocabulary.Terms.Length == 0)
        {
            return null;
        }

        var dimensions = Math.Min(settings.Dimensions, Math.Max(1, sample.Count / settings.DocumentsPerDimension));
        var (_, right) = TruncatedSvd.Compute(vocabulary.Weigh(sample), dimensions, settings.Seed, settings.Parallel);
        if (right.Columns == 0)
        {
            return null;
        }

        var vectors = new Half[right.Rows * right.Columns];
        for (var term = 0; term < right.Rows; term++)
        {
            var row = right.Row(term);
            for (var i = 0; i < row.Length; i++)
            {
                vectors[(term * row.Length) + i] = (Half)row[i];
            }
        }

        return new LatentSpace(vocabulary, right.Columns, vectors);
    }

    /// <summary>Places a text in the space.</summary>
    /// <param name="terms">Terms with 1 + ln tf, or with the weights of a demand's sections.</param>
    /// <returns>Null when nothing of the text is known.</returns>
    internal FoldedText? Fold(IEnumerable<KeyValuePair<string, double>> terms)
    {
        var sum = new float[Dimensions];
        var known = 0;
        var knownWeight = 0.0;
        var weight = 0.0;
        foreach (var (term, frequency) in terms)
        {
            var place = vocabulary.PlaceOf(term);
            if (place < 0)
            {
                weight += LatentVocabulary.IsMeant(term) && !vocabulary.IsCommon(term) ? frequency * vocabulary.UnknownWeight : 0;
                continue;
            }

            var termWeight = frequency * vocabulary.Weights[place];
            known++;
            knownWeight += termWeight;
            weight += termWeight;
            AddTerm(sum, place, frequency);
        }

        return UnitVector.TryMake(sum) ? new FoldedText(sum, known, knownWeight / weight) : null;
    }

    /// <summary>Adds a term of the vocabulary to the sum that becomes a text's direction.</summary>
    internal void AddTerm(Span<float> sum, int place, double frequency)
    {
        var weight = new Vector<float>((float)(frequency * vocabulary.Weights[place]));
        var vector = widened.AsSpan(place * Dimensions, Dimensions);
        var i = 0;
        for (; i <= vector.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(sum[i..]) + (weight * new Vector<float>(vector[i..]))).CopyTo(sum[i..]);
        }

        for (; i < vector.Length; i++)
        {
            sum[i] += weight[0] * vector[i];
        }
    }

    internal void Save(Stream stream) => LatentFile.Write(this, stream);

    /// <exception cref="InvalidDataException">The file is damaged, or is none.</exception>
    internal static LatentSpace Load(Stream stream) => LatentFile.Read(stream);

    // The documents with the lowest lots; what comes in another order gives the same sample in the same order.
    private static List<KeyValuePair<string, double>[]> Draw(IEnumerable<LatentDocument> documents, LatentSettings settings)
    {
        var drawn = new PriorityQueue<LatentDocument, (ulong Lot, Guid Entry, int Ordinal)>(
            Comparer<(ulong Lot, Guid Entry, int Ordinal)>.Create(static (left, right) => right.CompareTo(left)));
        foreach (var document in documents)
        {
            var lot = (document.Lot(settings.Seed), document.Entry, document.Ordinal);
            if (drawn.Count < settings.MostDocuments)
            {
                drawn.Enqueue(document, lot);
            }
            else
            {
                _ = drawn.EnqueueDequeue(document, lot);
            }
        }

        var sample = new List<KeyValuePair<string, double>[]>(drawn.Count);
        while (drawn.TryDequeue(out var document, out _))
        {
            KeyValuePair<string, double>[] terms = [.. document.Terms.Where(static term => LatentVocabulary.IsMeant(term.Key))];
            if (terms.Length > 0)
            {
                sample.Add(terms);
            }
        }

        return sample;
    }
}
