using System.Runtime.InteropServices;
using Matchmaking.Knowledge.Text;

namespace Matchmaking.Ranking.Queries;

/// <summary>
/// The terms of a demand with their weights: sections count by their importance, repetition by its logarithm (1 + ln tf, measured
/// equal to or better than saturation with k3 = 0, 1 and 8 on three public sets).
/// </summary>
public sealed class QueryTerms
{
    // What stands only as a piece of a word, or across two, tells less than a word.
    private const double PieceWeight = 0.8;

    private QueryTerms(QueryTerm[] terms) => Terms = terms;

    /// <summary>By ordinal order, each once.</summary>
    internal QueryTerm[] Terms { get; }

    /// <summary>Counts the terms of weighted sections.</summary>
    /// <param name="sections">Normalised texts, each with a weight above 0; up to 32 of them are told apart afterwards.</param>
    public static QueryTerms Of(IEnumerable<(string Text, double Weight)> sections)
    {
        var found = new Dictionary<string, QueryTerm>(StringComparer.Ordinal);
        var section = 0;
        foreach (var (text, weight) in sections)
        {
            var sink = new TermSink(found, weight, 1u << Math.Min(section++, 31));
            Tokenizer.Tokenize(BlindWords.Mask(text), ref sink);
        }

        // Ordinal order, so that sums of floating-point scores come out the same in every process.
        var terms = found.Values.Select(term => term with { Weight = Damp(term.Weight) }).ToArray();
        Array.Sort(terms, static (left, right) => string.CompareOrdinal(left.Term, right.Term));
        return new QueryTerms(terms);
    }

    private static double Damp(double frequency) => frequency <= 1 ? frequency : 1 + Math.Log(frequency);

    private readonly struct TermSink(Dictionary<string, QueryTerm> found, double weight, uint section) : ITermSink
    {
        private readonly Dictionary<string, QueryTerm>.AlternateLookup<ReadOnlySpan<char>> bySpan = found.GetAlternateLookup<ReadOnlySpan<char>>();

        public void Accept(scoped ReadOnlySpan<char> term, int start, int length, TermKind kind)
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(bySpan, term, out var exists);
            var isWord = kind is TermKind.Word or TermKind.Latin or TermKind.Character;
            known = new QueryTerm(
                exists ? known.Term : term.ToString(),
                known.Weight + (isWord ? weight : PieceWeight * weight),
                known.Sections | section,
                known.IsWord || kind is TermKind.Word or TermKind.Latin);
        }
    }
}

/// <summary>One term of a query.</summary>
/// <param name="Term">The index key.</param>
/// <param name="Weight">By sections and repetition.</param>
/// <param name="Sections">A bit for each section it stands in.</param>
/// <param name="IsWord">Whether it stands there as a word, not only as a piece of one or across two.</param>
internal readonly record struct QueryTerm(string Term, double Weight, uint Sections, bool IsWord);
