using Matchmaking.Knowledge.Graph;
using Matchmaking.Vocabulary;

namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>A technology that the text names.</summary>
/// <param name="Id">Its id in the knowledge graph.</param>
/// <param name="Name">Its Chinese term.</param>
/// <param name="NameEnglish">Its English term.</param>
/// <param name="Span">Where it is named first.</param>
public sealed record NamedTechnology(string Id, string Name, string NameEnglish, TextSpan Span);

/// <summary>A field that the text speaks for.</summary>
/// <param name="Code">Code of 国家重点支持的高新技术领域, three digits.</param>
/// <param name="Name">Its Chinese name.</param>
/// <param name="Share">Its share of what the named technologies speak for, 0 to 1.</param>
public sealed record FieldSuggestion(string Code, string Name, double Share);

/// <summary>Which field a need belongs to, by the technologies that it names, and whether the one it was filed under fits.</summary>
internal sealed record FieldCheck(IReadOnlyList<NamedTechnology> Technologies, IReadOnlyList<FieldSuggestion> Suggestions, bool IsWrong)
{
    // A title says what a need is about; a description also what is near.
    private const double TitleWeight = 3;
    private const int MostSuggestions = 3;

    // Tried on real needs with labels: below these a strange technology in passing would be called a wrong field.
    private const int FewestTechnologies = 2;
    private const double LeastWeight = 4;
    private const double Most = 0.5;

    /// <summary>Reads a need.</summary>
    /// <param name="text">The need.</param>
    /// <param name="field">The code it was filed under; null for none.</param>
    /// <param name="graph">The technologies.</param>
    internal static FieldCheck Of(DemandText text, string? field, KnowledgeGraph graph)
    {
        var first = new Dictionary<int, (TextSpan Span, double Weight)>();
        foreach (var (part, content) in text.Parts.OrderByDescending(part => part.Key, StringComparer.Ordinal))
        {
            foreach (var mention in graph.Linker.Link(content))
            {
                var weight = part == DemandText.Title ? TitleWeight : 1;
                first[mention.Technology] = first.TryGetValue(mention.Technology, out var known)
                    ? (known.Span, Math.Max(known.Weight, weight))
                    : (new TextSpan(part, mention.Start, mention.Length, content.Substring(mention.Start, mention.Length)), weight);
            }
        }

        // A technology of two fields speaks for each by half.
        var votes = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (number, (_, weight)) in first)
        {
            string[] codes = [.. graph.Technologies[number].Fields.Select(code => code.Length > 3 ? code[..3] : code).Distinct()];
            foreach (var code in codes)
            {
                votes[code] = votes.GetValueOrDefault(code) + (weight / codes.Length);
            }
        }

        var whole = votes.Values.Sum();
        var suggestions = votes.OrderByDescending(vote => vote.Value).ThenBy(vote => vote.Key, StringComparer.Ordinal).Take(MostSuggestions)
            .Select(vote => new FieldSuggestion(vote.Key, TechnologyFields.Name(vote.Key) ?? vote.Key, Math.Round(vote.Value / whole, 2))).ToArray();
        var isEnough = first.Count >= FewestTechnologies && whole >= LeastWeight;
        var own = field is null ? 0 : votes.Where(vote => vote.Key[0] == field[0]).Sum(vote => vote.Value);
        return new FieldCheck(
            [.. first.OrderByDescending(pair => pair.Value.Weight).ThenBy(pair => pair.Value.Span.Start)
                .Select(pair => new NamedTechnology(graph.Technologies[pair.Key].Id, graph.Technologies[pair.Key].Zh, graph.Technologies[pair.Key].En, pair.Value.Span))],
            suggestions,
            field is not null && isEnough && own == 0 && votes.GroupBy(vote => vote.Key[0]).Max(level => level.Sum(vote => vote.Value)) > Most * whole);
    }
}
