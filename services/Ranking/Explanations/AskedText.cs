using Matchmaking.Knowledge.Text;

namespace Matchmaking.Ranking.Explanations;

/// <summary>A piece of a demand, for telling whether a profile shows it.</summary>
/// <param name="Text">The piece, or how it is told.</param>
/// <param name="Terms">What it is about: terms of the demand with their weights.</param>
/// <param name="Technologies">Which of the demand's technologies it names.</param>
/// <param name="Weight">What all its terms weigh together.</param>
internal sealed record AskedText(string Text, (int Term, double Weight)[] Terms, int[] Technologies, double Weight)
{
    internal static AskedText Of(string text, PhraseWeights weights, NamedTechnologies? technologies = null) =>
        new(text, TellingTerms(text, weights), technologies?.NamedBy(text) ?? [], weights.Sum(text));

    /// <summary>Whether less than half of it, by weight, stands in a profile, which shows none of its technologies either.</summary>
    /// <param name="held">Of each term of the demand, whether the profile holds it.</param>
    /// <param name="shown">Of each technology of the demand, whether the profile shows it.</param>
    internal bool IsMissing(bool[] held, bool[] shown) => Share(held) < 0.5 && !Array.Exists(Technologies, technology => shown[technology]);

    /// <summary>The weight of what a profile does not hold.</summary>
    internal double Unshown(bool[] held) => Terms.Sum(term => held[term.Term] ? 0 : term.Weight);

    // The terms within its words and not those across them, which are rare whatever the words are. 粒化枯水严重 is shown by
    // who writes 枯水防控, though half of its character pairs are not. Single characters stand in every other word.
    private static (int Term, double Weight)[] TellingTerms(string phrase, PhraseWeights weights)
    {
        var within = TermSetSink.Of(TextWords.Of(phrase).Where(word => !word.IsJoining).Select(word => phrase.Substring(word.Start, word.Length)));
        var terms = within.Any(term => term.Length > 1) ? within : TermSetSink.Of([phrase]);
        return [.. terms.Where(term => term.Length > 1).Select(term => weights.PlaceOf(term)).Where(term => term >= 0).Select(term => (term, weights[term]))];
    }

    private double Share(bool[] held)
    {
        var all = Terms.Sum(term => term.Weight);
        return all > 0 ? (all - Unshown(held)) / all : 1;
    }
}
