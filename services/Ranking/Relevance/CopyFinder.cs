namespace Matchmaking.Ranking.Relevance;

/// <summary>
/// Finds documents that were copied from a demand: verbatim runs of its letters, punctuation and blanks left out, or nearly all its words. Demands are public before
/// they are ranked, and a profile that repeats one would else stand first for it.
/// </summary>
/// <remarks>
/// Among the best 400 candidates of each demand no document of the seeds or of the Chinese abstracts shares a run of 24 letters with a demand.
/// Demands as short as a title are not checked: who works on a subject may name it in the same words.
/// </remarks>
internal sealed class CopyFinder
{
    // Below this coverage and cosine a document gains nothing worth copying for; most documents are not read at all.
    private const double SuspectCoverage = 0.2;
    private const double SuspectCosine = 0.3;

    // One document of honest work covers little of a demand in words: 0.35 at most for 504 demands of the seeds and the Chinese abstracts; in the
    // English ones four of 45 demands have a document above 0.4, and AP is .326 with this bound and .325 without. What covers more repeats the
    // demand's words, in whatever order: phrases in another order were first for 88 of 117 demands, with the bound for 17.
    private const double HighestCoverage = 0.4;

    private const int ShortestDemand = 60;
    private const int LongestRun = 24;
    private const int ShortestTitle = 12;
    private const int Shingle = 12;

    private readonly HashSet<ulong> shingles = [];
    private readonly string title = "";

    /// <param name="texts">Title, description and so on of the demand, normalised.</param>
    internal CopyFinder(IReadOnlyList<string> texts)
    {
        var letters = texts.Select(Letters).ToArray();
        if (letters.Sum(text => text.Length) < ShortestDemand)
        {
            return;
        }

        title = letters[0].Length >= ShortestTitle ? letters[0] : "";
        foreach (var text in letters)
        {
            Roll(text, hash => shingles.Add(hash));
        }
    }

    /// <summary>Whether a document is worth reading for a copy.</summary>
    internal bool IsSuspect(double coverage, double cosine) => shingles.Count > 0 && (coverage >= SuspectCoverage || cosine >= SuspectCosine);

    /// <summary>Whether a document repeats the demand: whole runs of it, its title, or nearly all its words.</summary>
    internal bool IsCopy(string document, double coverage)
    {
        if (coverage >= HighestCoverage)
        {
            return true;
        }

        var letters = Letters(document);
        var run = 0;
        var longest = 0;
        Roll(letters, hash =>
        {
            run = shingles.Contains(hash) ? run + 1 : 0;
            longest = Math.Max(longest, run);
            return true;
        });
        return longest + Shingle - 1 >= LongestRun || (title.Length > 0 && letters.Contains(title, StringComparison.Ordinal));
    }

    // Polynomial rolling hash (Karp and Rabin, Efficient randomized pattern-matching algorithms, 1987), modulo 2^64.
    private static void Roll(string text, Func<ulong, bool> take)
    {
        const ulong Factor = 0x9E3779B97F4A7C15;
        var drop = 1UL;
        for (var i = 1; i < Shingle; i++)
        {
            drop *= Factor;
        }

        var hash = 0UL;
        for (var i = 0; i < text.Length; i++)
        {
            if (i >= Shingle)
            {
                hash -= drop * text[i - Shingle];
            }

            hash = (hash * Factor) + text[i];
            if (i >= Shingle - 1)
            {
                _ = take(hash);
            }
        }
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
