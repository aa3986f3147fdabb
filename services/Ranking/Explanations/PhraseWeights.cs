using System.Runtime.InteropServices;
using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Relevance;

namespace Matchmaking.Ranking.Explanations;

/// <summary>
/// What the words of a demand weigh, for choosing phrases: the sum of its terms' BM25 weights within the phrase. Not for use by several threads at once.
/// </summary>
internal sealed class PhraseWeights
{
    private const int FilterBits = 1 << 14;
    private const int MostWeightiest = 24;

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> places;
    private readonly Dictionary<int, int> placesOfPairs = [];

    // Of what a text says, the demand says little: whether it may is asked first, by a bit for each remainder of a key.
    private readonly ulong[] mayBe = new ulong[FilterBits / 64];
    private readonly double[] weights;
    private readonly int[] seen;
    private readonly List<int> found = [];
    private int readings;

    internal PhraseWeights(BoundQuery query)
    {
        weights = Array.ConvertAll(query.Terms, term => term.Bm25Weight);
        var byTerm = new Dictionary<string, int>(weights.Length, StringComparer.Ordinal);
        for (var i = 0; i < weights.Length; i++)
        {
            byTerm.Add(query.Terms[i].Term, i);
            if (KeyOf(query.Terms[i].Term) is var key and not 0)
            {
                placesOfPairs.Add(key, i);
                mayBe[BitOf(key) >> 6] |= 1UL << (BitOf(key) & 63);
            }
        }

        seen = new int[weights.Length];
        Weightiest =
        [
            .. query.Terms.Where(term => term.Term.Length > 1).OrderByDescending(term => term.Bm25Weight).ThenBy(term => term.Term, StringComparer.Ordinal)
                .Select(term => term.Term).Take(MostWeightiest),
        ];
        places = byTerm.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The weightiest of the demand's words and pairs, weightiest first.</summary>
    internal IReadOnlyList<string> Weightiest { get; }

    /// <summary>Number of terms the demand has.</summary>
    internal int Count => weights.Length;

    /// <summary>Place of an index term among those of the demand; -1 when the demand does not hold it.</summary>
    internal int PlaceOf(ReadOnlySpan<char> term) => places.TryGetValue(term, out var place) ? place : -1;

    /// <summary>Weight of the term at a place.</summary>
    internal double this[int place] => weights[place];

    /// <summary>Weight of all distinct terms of a text that the demand holds.</summary>
    internal double Sum(ReadOnlySpan<char> text)
    {
        var sum = 0.0;
        foreach (var place in Places(text))
        {
            sum += weights[place];
        }

        return sum;
    }

    /// <summary>The distinct terms of a text that the demand holds, by their places; good until the next text is read.</summary>
    /// <remarks>
    /// Words are not told apart for this: cutting takes three times as long as looking up every pair, and would leave out only what the demand says as one word
    /// and the text across two. Characters that join words count in neither.
    /// </remarks>
    internal ReadOnlySpan<int> Places(ReadOnlySpan<char> text)
    {
        readings++;
        found.Clear();
        var sink = new PlacesSink(this);
        Tokenizer.Tokenize(text, Lexicon.Empty, ref sink);
        return CollectionsMarshal.AsSpan(found);
    }

    // One or two characters in one number; 0 for what is longer.
    private static int KeyOf(ReadOnlySpan<char> term) => term.Length switch
    {
        1 => term[0],
        2 => (term[0] << 16) | term[1],
        _ => 0,
    };

    // High bits of a product with the golden ratio (Knuth, The Art of Computer Programming 3, 6.4).
    private static int BitOf(int key) => (int)((uint)key * 2654435769u >> 18);

    private bool MayBe(int key) => (mayBe[BitOf(key) >> 6] & (1UL << (BitOf(key) & 63))) != 0;

    private readonly struct PlacesSink(PhraseWeights owner) : ITermSink
    {
        public void Accept(scoped ReadOnlySpan<char> term, int start, int length, TermKind kind)
        {
            var place = KeyOf(term) is var key and not 0
                ? (owner.MayBe(key) ? owner.placesOfPairs.GetValueOrDefault(key, -1) : -1)
                : owner.PlaceOf(term);
            if (place >= 0 && owner.seen[place] != owner.readings && !(term.Length == 1 && StopWords.IsFunction(term[0])))
            {
                owner.seen[place] = owner.readings;
                owner.found.Add(place);
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
