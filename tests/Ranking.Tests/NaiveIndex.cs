using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Index;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Relevance;

namespace Matchmaking.Ranking.Tests;

/// <summary>What the index promises, written as plainly as possible.</summary>
internal sealed class NaiveIndex
{
    private readonly Dictionary<Guid, IndexEntry<string>> entries = [];

    internal void Put(IndexEntry<string> entry) => entries[entry.Id] = entry;

    internal void Remove(Guid id) => entries.Remove(id);

    internal Dictionary<Guid, (double Bm25, double Cosine)> Score(QueryTerms query)
    {
        var portfolios = entries.ToDictionary(entry => entry.Key, entry => entry.Value.Documents.Select(Frequencies).ToList());
        var documents = portfolios.Values.SelectMany(portfolio => portfolio).ToList();
        var averageLength = portfolios.Count == 0 ? 0 : (double)documents.Sum(document => document.Values.Sum()) / portfolios.Count;
        var terms = query.Terms.Where(term =>
        {
            var holders = portfolios.Values.Count(portfolio => portfolio.Exists(document => document.ContainsKey(term.Term)));
            return term.Term.Length > 1 || holders <= 10 || holders <= 0.2 * portfolios.Count;
        }).ToList();
        var weights = terms.ToDictionary(term => term.Term, term => (
            Bm25: term.Weight * Bm25.Idf(portfolios.Count, portfolios.Values.Count(portfolio => portfolio.Exists(document => document.ContainsKey(term.Term)))),
            Cosine: term.Weight * DocumentCosine.TermWeight(documents.Count, documents.Count(document => document.ContainsKey(term.Term)))));
        var ceiling = weights.Values.Sum(weight => weight.Bm25);
        var self = terms.Sum(term => term.Weight * weights[term.Term].Cosine) / Math.Sqrt(terms.Sum(term => term.Weight * term.Weight));
        return portfolios.ToDictionary(portfolio => portfolio.Key, portfolio =>
        {
            var length = LengthCode.Length(LengthCode.Of(portfolio.Value.Sum(document => document.Values.Sum())));
            var factor = Bm25.LengthFactor(length, averageLength);
            var bm25 = terms.Sum(term =>
            {
                var frequency = portfolio.Value.Sum(document => document.GetValueOrDefault(term.Term));
                return frequency == 0 ? 0 : weights[term.Term].Bm25 * frequency / (frequency + factor);
            });
            var cosines = portfolio.Value.Select(document =>
            {
                var norm = Math.Sqrt(document.Values.Sum(frequency => Math.Pow(1 + Math.Log(frequency), 2)));
                return norm == 0 ? 0 : terms.Sum(term => document.TryGetValue(term.Term, out var frequency)
                    ? weights[term.Term].Cosine * (1 + Math.Log(frequency))
                    : 0) / norm / self;
            }).OrderDescending().Take(5).ToList();
            var cosine = cosines.Select((value, i) => value * Math.Pow(0.7, i)).Sum() / Enumerable.Range(0, 5).Sum(i => Math.Pow(0.7, i));
            return (bm25 / ceiling, cosine);
        });
    }

    private static Dictionary<string, int> Frequencies(string text)
    {
        var frequencies = new Dictionary<string, int>();
        var sink = new CountSink(frequencies);
        Tokenizer.Tokenize(text, ref sink);
        return frequencies;
    }

    private readonly struct CountSink(Dictionary<string, int> frequencies) : ITermSink
    {
        public void Accept(scoped ReadOnlySpan<char> term, int start, int length, TermKind kind) =>
            frequencies[term.ToString()] = frequencies.GetValueOrDefault(term.ToString()) + 1;
    }
}
