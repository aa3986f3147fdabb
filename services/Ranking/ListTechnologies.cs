using Matchmaking.Access;
using Matchmaking.Knowledge.Graph;
using Matchmaking.Platform.Http;
using Matchmaking.Vocabulary;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Matchmaking.Ranking;

/// <summary>A technology in few words.</summary>
/// <param name="Id">English slug, stable.</param>
/// <param name="Zh">The preferred Chinese term.</param>
/// <param name="En">The preferred English term.</param>
public sealed record TechnologyName(string Id, string Zh, string En)
{
    internal static TechnologyName Of(Technology technology) => new(technology.Id, technology.Zh, technology.En);
}

/// <summary>A technology that was searched for.</summary>
/// <param name="Id">English slug, stable.</param>
/// <param name="Zh">The preferred Chinese term.</param>
/// <param name="En">The preferred English term.</param>
/// <param name="Label">The label that holds the text; null when no text was given.</param>
public sealed record FoundTechnology(string Id, string Zh, string En, string? Label);

/// <summary>
/// GET /v1/technologies: the technologies of the knowledge graph by a part of a label in either language and by field (with everything below
/// it). Labels that equal the text come first, then those that begin with it, then the shorter ones.
/// </summary>
public static class ListTechnologies
{
    private const int LongestText = 100;

    /// <summary>Maps the endpoint.</summary>
    public static void MapListTechnologies(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/technologies", Handle).WithName("ListTechnologies").WithTags("Technologies").AllowAllRoles(Scopes.ExpertsRead).SortedOnly("relevance").WithReadProblems(400);

    private static Results<Ok<KeysetPage<FoundTechnology>>, ProblemHttpResult> Handle(
        string? text, string? field, string? sort, int? limit, string? cursor, HttpContext http, KnowledgeGraph graph)
    {
        var fault = Keyset.TryRead<PageKey>(limit, cursor, out var rows, out var after)
            ?? SortedLists.OnlySort(sort, "relevance")
            ?? (text?.Length > LongestText ? new FieldError("text", "too_long", $"A text has at most {LongestText} characters.") : null)
            ?? (field is not null && !TechnologyFields.IsValid(field) ? new FieldError("field", "unknown_field_code", TechnologyFields.Rule) : null);
        if (fault is not null)
        {
            return ApiProblem.Invalid400(fault);
        }

        var part = LabelForm.Of(text ?? "");
        var prefix = field is null ? "" : TechnologyFields.Prefix(field);
        var found = graph.Technologies.Where(technology => technology.Fields.Any(code => code.StartsWith(prefix, StringComparison.Ordinal)))
            .Select(technology => (Technology: technology, Hit: Best(technology, part)))
            .Where(found => found.Hit is not null)
            .Select(found => (found.Technology, Hit: found.Hit!.Value, Key: new PageKey(found.Hit.Value.Rank, found.Technology.Id)))
            .OrderBy(found => found.Key.Rank).ThenBy(found => found.Key.Id, StringComparer.Ordinal)
            .Where(found => after is null || found.Key.IsAfter(after))
            .Take(rows + 1)
            .Select(found => (Item: new FoundTechnology(found.Technology.Id, found.Technology.Zh, found.Technology.En, part.Length > 0 ? found.Hit.Label : null), found.Key))
            .ToArray();
        var keys = found.ToDictionary(row => row.Item.Id, row => row.Key);
        return TypedResults.Ok(Keyset.Page(http, [.. found.Select(row => row.Item)], rows, item => keys[item.Id]));
    }

    // The rank of the best label: 0 when it is the text, then by where the text stands in it and by its length.
    private static (int Rank, string Label)? Best(Technology technology, string part)
    {
        (int Rank, string Label)? best = null;
        foreach (var (label, form) in technology.Named)
        {
            var at = form.IndexOf(part, StringComparison.Ordinal);
            var rank = part.Length == 0 || form.Length == part.Length ? 0 : (at == 0 ? 0 : 1000) + form.Length;
            if (at >= 0 && (best is null || rank < best.Value.Rank))
            {
                best = (rank, label);
            }
        }

        return best;
    }

    private sealed record PageKey(int Rank, string Id)
    {
        public bool IsAfter(PageKey other) => Rank > other.Rank || (Rank == other.Rank && string.CompareOrdinal(Id, other.Id) > 0);
    }
}
