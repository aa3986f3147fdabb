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

    private readonly List<(string Phrase, HashSet<string> Terms, int[] Technologies, double Weight)> asked = [];
    private readonly List<(string Phrase, HashSet<string> Terms, int[] Technologies, double Weight)> indicators = [];

    internal DemandPhrases(RankingQuery query, PhraseWeights weights, NamedTechnologies technologies)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var phrase in query.Texts.Take(AskedTexts).SelectMany(TextPieces.Cut).Where(seen.Add))
        {
            asked.Add((phrase, TermSetSink.Of([phrase]), technologies.NamedBy(phrase), weights.Sum(phrase)));
        }

        asked = [.. asked.OrderByDescending(phrase => phrase.Weight).ThenBy(phrase => phrase.Phrase, StringComparer.Ordinal).Take(MostPhrases)];
        foreach (var indicator in query.Indicators)
        {
            var name = Normalizer.Normalize(indicator.Name);
            indicators.Add((Show(name, indicator), TermSetSink.Of([name]), [], weights.Sum(name)));
        }
    }

    /// <summary>The weightiest phrases and indicators of which less than half stands in a profile.</summary>
    /// <param name="profileTerms">All terms of the profile.</param>
    /// <param name="shownTechnologies">Technologies of the demand that the profile shows.</param>
    /// <param name="most">The most phrases to return.</param>
    internal IReadOnlyList<string> MissingFrom(HashSet<string> profileTerms, HashSet<int> shownTechnologies, int most)
    {
        var missing = new List<(string Phrase, double Weight)>();
        foreach (var (phrase, terms, technologies, weight) in asked.Concat(indicators))
        {
            if (weight > 0 && ShownShare(terms, profileTerms) < 0.5 && !technologies.Any(shownTechnologies.Contains))
            {
                missing.Add((phrase, weight));
            }
        }

        return [.. missing.OrderByDescending(phrase => phrase.Weight).ThenBy(phrase => phrase.Phrase, StringComparer.Ordinal).Take(most).Select(phrase => phrase.Phrase)];
    }

    // Terms of two characters and more decide: single characters stand in every other word.
    private static double ShownShare(HashSet<string> terms, HashSet<string> profileTerms)
    {
        var telling = 0;
        var shown = 0;
        foreach (var term in terms)
        {
            if (term.Length > 1)
            {
                telling++;
                shown += profileTerms.Contains(term) ? 1 : 0;
            }
        }

        return telling > 0 ? (double)shown / telling : 1;
    }

    private static string Show(string name, DemandIndicator indicator)
    {
        var value = indicator.Value.ToString("0.####", CultureInfo.InvariantCulture);
        var bound = indicator.Relation == "range" && indicator.Upper is { } upper
            ? string.Create(CultureInfo.InvariantCulture, $"{value}～{upper:0.####}")
            : indicator.Relation.Replace(">=", "≥", StringComparison.Ordinal).Replace("<=", "≤", StringComparison.Ordinal) + value;
        return $"{name} {bound}{Normalizer.Normalize(indicator.Unit)}".Trim();
    }
}
