using System.Globalization;
using Matchmaking.Contracts.TechnologyDemands;
using Matchmaking.Knowledge.Text;
using Matchmaking.Ranking.Queries;

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

    private const int MostMissing = 5;
    private const int MostMissingIndicators = 5;

    /// <summary>Names what lists tell of what is missing.</summary>
    internal static readonly string Digest = FormattableString.Invariant($"missing:{MostMissing}/{MostMissingIndicators}");

    private readonly List<AskedText> asked = [];
    private readonly List<AskedText> indicators = [];

    internal DemandPhrases(RankingQuery query, PhraseWeights weights, NamedTechnologies technologies)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var phrase in query.Texts.Take(AskedTexts).SelectMany(TextPieces.Cut).Where(seen.Add))
        {
            asked.Add(AskedText.Of(phrase, weights, technologies));
        }

        asked = [.. asked.OrderByDescending(phrase => phrase.Weight).ThenBy(phrase => phrase.Text, StringComparer.Ordinal).Take(MostPhrases)];
        foreach (var indicator in query.Indicators)
        {
            indicators.Add(AskedText.Of(Normalizer.Normalize(indicator.Name), weights) with { Text = Told(indicator) });
        }
    }

    /// <summary>The weightiest phrases of which less than half, by weight, stands in a profile, and behind them the weightiest such indicators.</summary>
    /// <param name="held">Of each term of the demand, whether the profile holds it.</param>
    /// <param name="shown">Of each technology of the demand, whether the profile shows it.</param>
    internal IReadOnlyList<string> MissingFrom(bool[] held, bool[] shown)
    {
        // Apart, since an indicator is named in a word or two: among the phrases seven of ten were left out.
        IEnumerable<string> Weightiest(List<AskedText> texts, int most) => texts.Where(text => text.Weight > 0 && text.IsMissing(held, shown))
            .OrderByDescending(text => text.Weight).ThenBy(text => text.Text, StringComparer.Ordinal).Take(most).Select(text => text.Text);
        return [.. Weightiest(asked, MostMissing), .. Weightiest(indicators, MostMissingIndicators)];
    }

    /// <summary>An indicator as people read it: its name, relation, bound and unit.</summary>
    internal static string Told(DemandIndicator indicator)
    {
        var value = indicator.Value.ToString("0.####", CultureInfo.InvariantCulture);
        var bound = indicator.Relation == "range" && indicator.Upper is { } upper
            ? string.Create(CultureInfo.InvariantCulture, $"{value}～{upper:0.####}")
            : indicator.Relation.Replace(">=", "≥", StringComparison.Ordinal).Replace("<=", "≤", StringComparison.Ordinal) + value;
        return $"{Normalizer.Normalize(indicator.Name)} {bound}{Normalizer.Normalize(indicator.Unit)}".Trim();
    }
}
