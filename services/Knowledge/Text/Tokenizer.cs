using System.Buffers;

namespace Matchmaking.Knowledge.Text;

/// <summary>
/// Cuts a normalised text into index terms: characters and bigrams of the scripts written without blanks, told apart by the words they
/// stand in; words, formulae, model numbers and numbers with their units whole (<see cref="LatinTerms"/>).
/// </summary>
/// <remarks>
/// Decided by measurement: NDCG@10 of bm25, cosine and scorecard on 489 needs against 203 portfolios of Chinese abstracts | 1,607 against
/// 12,462 portfolios of grant titles | the 120 needs of the seeds, and terms per Han character. Half-widths of the intervals are .03, .012, .02.
/// <code>
/// characters and bigrams                   .546 .563 .561 | .211 .208 .212 | .901 .904 .914 | 1.89
/// words and characters                     .521 .543 .546 | .200 .183 .192 | .894 .900 .916 | 1.37
/// the same and the words inside long ones  .528 .547 .547 | .191 .176 .184 | .898 .900 .920 | 1.45
/// bigrams, words of three and more, chars  .538 .556 .555 | .206 .200 .205 | .902 .901 .915 | 1.95
/// the same, no-words and insides half      .537 .557 .551 | .208 .201 .207 | .903 .898 .921 | 1.95
/// bigrams alone                            .497 .522 .516 | .202 .203 .205 | .880 .890 .897 |  .89
/// lone function characters left out        .547 .565 .560 | .211 .207 .211 | .901 .903 .916 | 1.79
/// the same, no-words and insides at .8     .546 .565 .563 | .212 .207 .211 | .900 .902 .920 | 1.79
/// </code>
/// The last is the default. Long words as terms of their own lose everywhere: their parts say the same already, and rarely written
/// alike. A character alone tells more than expected: without characters no set reaches what it has with them.
/// </remarks>
internal static class Tokenizer
{
    /// <summary>Names how texts are cut: part of the digest of every ranker. Raise the number with every change of terms.</summary>
    internal static string Digest => "terms:4-" + Lexicon.Default.Digest;

    /// <summary>Hands every term of the text to the sink, in the order of the text.</summary>
    internal static void Tokenize<TSink>(ReadOnlySpan<char> text, ref TSink sink)
        where TSink : ITermSink, allows ref struct => Tokenize(text, Lexicon.Default, ref sink);

    /// <summary>The same with words of choice.</summary>
    internal static void Tokenize<TSink>(ReadOnlySpan<char> text, Lexicon lexicon, ref TSink sink)
        where TSink : ITermSink, allows ref struct
    {
        var buffer = ArrayPool<char>.Shared.Rent(text.Length + 1);
        var lengths = ArrayPool<byte>.Shared.Rent(text.Length + 1);
        try
        {
            var lower = buffer.AsSpan(0, text.Length);
            _ = text.ToLowerInvariant(lower);
            var i = 0;
            while (i < lower.Length)
            {
                if (Characters.IsUnspaced(lower[i]))
                {
                    var end = UnspacedEnd(lower, i);
                    TakeUnspaced(lower[i..end], i, lengths, lexicon, ref sink);
                    i = end;
                }
                else
                {
                    i = LatinTerms.Take(text, lower, i, ref sink);
                }
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
            ArrayPool<byte>.Shared.Return(lengths);
        }
    }

    private static int UnspacedEnd(ReadOnlySpan<char> text, int start)
    {
        var end = start + 1;
        while (end < text.Length && Characters.IsUnspaced(text[end]))
        {
            end++;
        }

        return end;
    }

    private static void TakeUnspaced<TSink>(ReadOnlySpan<char> run, int start, Span<byte> lengths, Lexicon lexicon, ref TSink sink)
        where TSink : ITermSink, allows ref struct
    {
        Segmenter.Cut(run, lexicon, lengths);
        var afterFunction = false;
        for (var word = 0; word < run.Length;)
        {
            var length = lengths[word];
            // Without a dictionary every character stands alone, and 目的 is not told from 的.
            var isFunction = length == 1 && !lexicon.IsEmpty && StopWords.IsFunction(run[word]);
            for (var i = word; i < word + length; i++)
            {
                if (!isFunction)
                {
                    sink.Accept(run.Slice(i, 1), start + i, 1, length == 1 ? TermKind.Character : TermKind.CharacterInside);
                }

                if (i > 0 && !(isFunction && afterFunction))
                {
                    sink.Accept(run.Slice(i - 1, 2), start + i - 1, 2, length == 2 && i > word ? TermKind.Word : TermKind.Bigram);
                }
            }

            afterFunction = isFunction;
            word += length;
        }
    }
}
