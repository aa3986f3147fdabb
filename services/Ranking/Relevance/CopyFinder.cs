using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Candidates;

namespace Matchmaking.Ranking.Relevance;

/// <summary>
/// Finds documents that were made out of a demand: its title, its text, its phrases in whatever order, alone or hidden in a text of one's own. Demands
/// are public before they are ranked, and a profile that repeats one would else stand first for it. Not for use by several threads at once.
/// </summary>
/// <remarks>
/// A passage is 30 different terms in a row, single characters not counted. Of the best 200 candidates of each demand no document has a passage with
/// more than 13 terms of the demand in the seeds (110 demands), 22 in the Chinese abstracts (394), 17 in the English ones (45), but for one whose
/// authors say a sentence again. Ten phrases of a Chinese demand have 24 or more for nine demands in ten, its whole text has 30.
/// Demands as short as a title are not checked: who works on a subject may name it in the same words.
/// </remarks>
internal sealed class CopyFinder
{
    // Below this coverage and cosine a document gains too little to be worth reading; most documents are below.
    private const double SuspectCoverage = 0.1;
    private const double SuspectCosine = 0.1;

    private const int Passage = 30;
    private const int MostOfPassage = 23;

    // A passage out of the demand holds more of the demand's terms than this, also when some are words of degree and title, which are not indexed.
    private const int LeastMatches = 20;
    private const int Slice = 256;

    // Behind so much other text a copy gains little: cosines fall with the root of the length.
    private const int LongestRead = 4_000;

    private const int ShortestDemand = 60;
    private const int ShortestTitle = 12;

    /// <summary>Names the rule.</summary>
    internal static readonly string Digest = FormattableString.Invariant(
        $"copies:{SuspectCoverage}/{SuspectCosine}/{MostOfPassage}/{Passage}/{LongestRead}/{ShortestDemand}/{ShortestTitle}");

    private const int LongestKey = sizeof(ulong) / sizeof(char);

    private readonly HashSet<string> terms = new(StringComparer.Ordinal);

    // What the document that is being read has said: nearly all terms fit into a number.
    private readonly HashSet<ulong> seenShort = [];
    private readonly HashSet<string> seenLong = new(StringComparer.Ordinal);
    private readonly char[] letters = new char[LongestRead];
    private readonly string title = "";
    private readonly int leastMatchesOfTitle;

    /// <param name="texts">Title, description and so on of the demand, normalised.</param>
    internal CopyFinder(IReadOnlyList<string> texts)
    {
        if (texts.Sum(text => Letters(text, new char[text.Length]).Length) < ShortestDemand)
        {
            return;
        }

        title = Letters(texts[0], new char[texts[0].Length]) is { Length: >= ShortestTitle } own ? own.ToString() : "";
        foreach (var text in texts)
        {
            var sink = new CollectingSink(terms.GetAlternateLookup<ReadOnlySpan<char>>());
            Tokenizer.Tokenize(text, Lexicon.Empty, ref sink);
            leastMatchesOfTitle = leastMatchesOfTitle > 0 ? leastMatchesOfTitle : (terms.Count + 1) / 2;
        }
    }

    /// <summary>Whether a document repeats the demand: its title, or most of a passage out of its terms.</summary>
    /// <param name="document">The document; its text is only opened when it may be one.</param>
    /// <param name="matches">How many terms of the demand it holds: with too few the text need not be read.</param>
    /// <param name="coverage">Their share of the demand's weight.</param>
    /// <param name="cosine">Its cosine.</param>
    internal bool IsCopy(PortfolioDocument document, int matches, double coverage, double cosine)
    {
        if (terms.Count == 0 || (coverage < SuspectCoverage && cosine < SuspectCosine))
        {
            return false;
        }

        var mayBePassage = matches >= LeastMatches;
        var mayBeTitle = title.Length > 0 && matches >= leastMatchesOfTitle;
        if (!mayBePassage && !mayBeTitle)
        {
            return false;
        }

        var text = document.Text.AsSpan();
        text = text[..Math.Min(text.Length, LongestRead)];
        return (mayBePassage && HoldsPassage(text)) || (mayBeTitle && Letters(text, letters).Contains(title, StringComparison.Ordinal));
    }

    // Slice by slice: a text made of the demand is known by its first.
    private bool HoldsPassage(ReadOnlySpan<char> text)
    {
        seenShort.Clear();
        seenLong.Clear();
        var sink = new PassageSink(this);
        for (var start = 0; start < text.Length; start += Slice)
        {
            Tokenizer.Tokenize(text.Slice(start, Math.Min(Slice, text.Length - start)), Lexicon.Empty, ref sink);
            if (sink.Highest > MostOfPassage)
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> Letters(ReadOnlySpan<char> text, char[] letters)
    {
        var length = 0;
        foreach (var character in text)
        {
            if (Characters.IsHan(character) || char.IsLetterOrDigit(character))
            {
                letters[length++] = char.ToLowerInvariant(character);
            }
        }

        return letters.AsSpan(0, length);
    }

    private readonly struct CollectingSink(HashSet<string>.AlternateLookup<ReadOnlySpan<char>> terms) : ITermSink
    {
        public void Accept(scoped ReadOnlySpan<char> term, int start, int length, TermKind kind)
        {
            if (term.Length > 1)
            {
                _ = terms.Add(term);
            }
        }
    }

    // How many of the last different terms are the demand's. A term counts where it stands first, so that repeating makes no passage.
    private struct PassageSink(CopyFinder finder) : ITermSink
    {
        private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> wanted = finder.terms.GetAlternateLookup<ReadOnlySpan<char>>();
        private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> seenLong = finder.seenLong.GetAlternateLookup<ReadOnlySpan<char>>();
        private uint passage;

        internal int Highest { get; private set; }

        public void Accept(scoped ReadOnlySpan<char> term, int start, int length, TermKind kind)
        {
            if (term.Length <= 1 || !(term.Length <= LongestKey ? finder.seenShort.Add(KeyOf(term)) : seenLong.Add(term)))
            {
                return;
            }

            passage = ((passage << 1) | (wanted.Contains(term) ? 1u : 0u)) & ((1u << Passage) - 1);
            Highest = Math.Max(Highest, System.Numerics.BitOperations.PopCount(passage));
        }

        // No character of a term is U+0000, so that lengths differ too.
        private static ulong KeyOf(ReadOnlySpan<char> term)
        {
            var key = 0UL;
            foreach (var character in term)
            {
                key = (key << 16) | character;
            }

            return key;
        }
    }
}
