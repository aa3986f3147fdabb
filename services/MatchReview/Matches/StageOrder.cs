using Matchmaking.Vocabulary;

namespace Matchmaking.MatchReview.Matches;

/// <summary>Which stage a match may reach after which. A match goes forward only; a visit is not needed for an agreement.</summary>
public static class StageOrder
{
    /// <summary>The stage of no return.</summary>
    public const string Ended = "ended";

    /// <summary>The stage that must stand before <paramref name="stage"/>; null when none must.</summary>
    public static string? NeededFor(string stage) => stage switch
    {
        "contract" => "agreement",
        "acceptance" => "contract",
        _ => null,
    };

    /// <summary>The code of what keeps a match that has <paramref name="reached"/> some stages from <paramref name="next"/>; null when nothing does.</summary>
    public static string? Against(IReadOnlyCollection<string> reached, string next) =>
        reached.Contains(next) ? "stage_reached"
        : reached.Contains(Ended) ? "match_ended"
        : reached.Any(stage => Place(stage) > Place(next)) ? "stage_passed"
        : NeededFor(next) is { } needed && !reached.Contains(needed) ? "stage_missing"
        : null;

    private static int Place(string stage) => Codes.MatchStages.Codes.TakeWhile(code => code != stage).Count();
}
