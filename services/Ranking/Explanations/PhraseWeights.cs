using Matchmaking.Ranking.Relevance;
using Matchmaking.Ranking.Text;

namespace Matchmaking.Ranking.Explanations;

/// <summary>What the words of a demand weigh, for choosing phrases: the sum of its terms' BM25 weights within the phrase.</summary>
internal sealed class PhraseWeights
{
    private readonly Dictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> weights;

    internal PhraseWeights(BoundQuery query) =>
        weights = query.Terms.ToDictionary(term => term.Term, term => term.Bm25Weight, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Weight of one index term; 0 when the demand does not hold it.</summary>
    internal double Of(ReadOnlySpan<char> term) => weights.TryGetValue(term, out var weight) ? weight : 0;

    /// <summary>Weight of all distinct terms of a text that the demand holds.</summary>
    internal double Sum(ReadOnlySpan<char> text)
    {
        var sink = new SumSink(this, [], null);
        Tokenizer.Tokenize(text, ref sink);
        return sink.Sum;
    }

    /// <summary>The same without terms that stand in a set already.</summary>
    internal double SumWithout(ReadOnlySpan<char> text, HashSet<string> covered)
    {
        var sink = new SumSink(this, [], covered);
        Tokenizer.Tokenize(text, ref sink);
        return sink.Sum;
    }

    private struct SumSink(PhraseWeights owner, HashSet<string> seen, HashSet<string>? covered) : ITermSink
    {
        private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> seenBySpan = seen.GetAlternateLookup<ReadOnlySpan<char>>();

        internal double Sum { get; private set; }

        public void Accept(scoped ReadOnlySpan<char> term, int start, int length, TermKind kind)
        {
            if (owner.weights.TryGetValue(term, out var key, out var weight) && seenBySpan.Add(term) && covered?.Contains(key) != true)
            {
                Sum += weight;
            }
        }
    }
}

/// <summary>Collects the distinct terms of texts.</summary>
internal readonly struct TermSetSink(HashSet<string> terms) : ITermSink
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> bySpan = terms.GetAlternateLookup<ReadOnlySpan<char>>();

    public void Accept(scoped ReadOnlySpan<char> term, int start, int length, TermKind kind) => bySpan.Add(term);

    internal static HashSet<string> Of(IEnumerable<string> texts)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        var sink = new TermSetSink(terms);
        foreach (var text in texts)
        {
            Tokenizer.Tokenize(text, ref sink);
        }

        return terms;
    }
}
