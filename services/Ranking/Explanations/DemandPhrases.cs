using System.Globalization;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Ranking.Queries;
using Matchmaking.Ranking.Text;

namespace Matchmaking.Ranking.Explanations;

/// <summary>
/// What a demand asks for, as phrases: pieces of its title and description between punctuation and function characters, and its
/// indicators. Told apart by weight, they show what a profile lacks.
/// </summary>
internal sealed class DemandPhrases
{
    private const int MostPhrases = 40;

    // Title and description; indicators are handled by name, the setting is not asked for.
    private const int AskedTexts = 2;

    private readonly List<Asked> asked = [];
    private readonly List<Asked> indicators = [];

    internal DemandPhrases(RankingQuery query, PhraseWeights weights, NamedTechnologies technologies)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var phrase in query.Texts.Take(AskedTexts).SelectMany(TextPieces.Cut).Where(seen.Add))
        {
            asked.Add(new Asked(phrase, TellingTerms(phrase, weights), technologies.NamedBy(phrase), weights.Sum(phrase)));
        }

        asked = [.. asked.OrderByDescending(phrase => phrase.Weight).ThenBy(phrase => phrase.Phrase, StringComparer.Ordinal).Take(MostPhrases)];
        foreach (var indicator in query.Indicators)
        {
            var name = Normalizer.Normalize(indicator.Name);
            indicators.Add(new Asked(Show(name, indicator), TellingTerms(name, weights), [], weights.Sum(name)));
        }
    }

    /// <summary>The weightiest phrases and indicators of which less than half, by weight, stands in a profile.</summary>
    /// <param name="held">Of each term of the demand, whether the profile holds it.</param>
    /// <param name="shown">Of each technology of the demand, whether the profile shows it.</param>
    /// <param name="most">The most phrases to return.</param>
    internal IReadOnlyList<string> MissingFrom(bool[] held, bool[] shown, int most) =>
    [
        .. asked.Concat(indicators)
            .Where(phrase => phrase.Weight > 0 && ShownShare(phrase.Terms, held) < 0.5 && !phrase.Technologies.Any(technology => shown[technology]))
            .OrderByDescending(phrase => phrase.Weight).ThenBy(phrase => phrase.Phrase, StringComparer.Ordinal).Take(most).Select(phrase => phrase.Phrase),
    ];

    // What a phrase is about: the terms within its words and not those across them, which are rare whatever the words are. 粒化枯水严重 is shown by
    // who writes 枯水防控, though half of its character pairs are not. Single characters stand in every other word.
    private static (int Term, double Weight)[] TellingTerms(string phrase, PhraseWeights weights)
    {
        var within = TermSetSink.Of(TextWords.Of(phrase).Where(word => !word.IsJoining).Select(word => phrase.Substring(word.Start, word.Length)));
        var terms = within.Any(term => term.Length > 1) ? within : TermSetSink.Of([phrase]);
        return [.. terms.Where(term => term.Length > 1).Select(term => weights.PlaceOf(term)).Where(term => term >= 0).Select(term => (term, weights[term]))];
    }

    private static double ShownShare((int Term, double Weight)[] terms, bool[] held)
    {
        var all = 0.0;
        var shown = 0.0;
        foreach (var (term, weight) in terms)
        {
            all += weight;
            shown += held[term] ? weight : 0;
        }

        return all > 0 ? shown / all : 1;
    }

    private static string Show(string name, DemandIndicator indicator)
    {
        var value = indicator.Value.ToString("0.####", CultureInfo.InvariantCulture);
        var bound = indicator.Relation == "range" && indicator.Upper is { } upper
            ? string.Create(CultureInfo.InvariantCulture, $"{value}～{upper:0.####}")
            : indicator.Relation.Replace(">=", "≥", StringComparison.Ordinal).Replace("<=", "≤", StringComparison.Ordinal) + value;
        return $"{name} {bound}{Normalizer.Normalize(indicator.Unit)}".Trim();
    }

    private sealed record Asked(string Phrase, (int Term, double Weight)[] Terms, int[] Technologies, double Weight);
}
