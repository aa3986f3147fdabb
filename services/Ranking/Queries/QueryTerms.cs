using Matchmaking.Ranking.Text;

namespace Matchmaking.Ranking.Queries;

/// <summary>
/// The terms of a demand with their weights: sections count by their importance, repetition by its logarithm (1 + ln tf, measured
/// equal to or better than saturation with k3 = 0, 1 and 8 on three public sets).
/// </summary>
public sealed class QueryTerms
{
    // Pieces of words and what merely stands beside each other tell less than words (see Tokenizer for the figures).
    private const double PieceWeight = 0.8;

    private QueryTerms(KeyValuePair<string, double>[] terms) => Terms = terms;

    internal KeyValuePair<string, double>[] Terms { get; }

    /// <summary>Counts the terms of weighted sections.</summary>
    /// <param name="sections">Normalised texts, each with a weight above 0.</param>
    public static QueryTerms Of(IEnumerable<(string Text, double Weight)> sections)
    {
        var frequencies = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (text, weight) in sections)
        {
            var sink = new FrequencySink(frequencies, weight);
            Tokenizer.Tokenize(text, ref sink);
        }

        // Ordinal order, so that sums of floating-point scores come out the same in every process.
        var terms = frequencies.Select(term => KeyValuePair.Create(term.Key, Damp(term.Value))).ToArray();
        Array.Sort(terms, (left, right) => string.CompareOrdinal(left.Key, right.Key));
        return new QueryTerms(terms);
    }

    private static double Damp(double frequency) => frequency <= 1 ? frequency : 1 + Math.Log(frequency);

    private readonly struct FrequencySink(Dictionary<string, double> frequencies, double weight) : ITermSink
    {
        private readonly Dictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> bySpan = frequencies.GetAlternateLookup<ReadOnlySpan<char>>();

        public void Accept(scoped ReadOnlySpan<char> term, int start, int length, TermKind kind)
        {
            _ = bySpan.TryGetValue(term, out var known);
            bySpan[term] = known + (kind is TermKind.Bigram or TermKind.CharacterInside ? PieceWeight * weight : weight);
        }
    }
}
