namespace Matchmaking.TechnologyDemands.Diagnosis;

/// <summary>How well a need answers one of the four questions of the rubric.</summary>
/// <param name="Code">problem, targets, foundation or conditions.</param>
/// <param name="Name">Its Chinese name.</param>
/// <param name="NameEnglish">Its English name.</param>
/// <param name="Points">0 to 5.</param>
/// <param name="Reasons">What brought points, and what kept them away.</param>
public sealed record Criterion(string Code, string Name, string NameEnglish, int Points, IReadOnlyList<CriterionReason> Reasons)
{
    /// <summary>The most points.</summary>
    public const int Most = 5;

    /// <summary>Adds up what was found, up to a limit that some fault sets.</summary>
    internal static Criterion Of(string code, string name, string nameEnglish, IEnumerable<CriterionReason?> reasons, CriterionReason? limit = null, int limitedTo = Most)
    {
        CriterionReason[] found = [.. reasons.OfType<CriterionReason>()];
        var points = Math.Min(Most, found.Sum(reason => reason.Points));
        return limit is null || points <= limitedTo
            ? new Criterion(code, name, nameEnglish, points, found)
            : new Criterion(code, name, nameEnglish, limitedTo, [.. found, limit with { Points = limitedTo - points }]);
    }
}

/// <summary>A reason for points.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Points">What it adds, or takes where it is below 0.</param>
/// <param name="Text">In Chinese.</param>
/// <param name="TextEnglish">In English.</param>
/// <param name="Spans">Where the text says it; empty where the form does.</param>
public sealed record CriterionReason(string Code, int Points, string Text, string TextEnglish, IReadOnlyList<TextSpan> Spans)
{
    /// <summary>A reason that holds where something was found; null where nothing was.</summary>
    internal static CriterionReason? Where(IReadOnlyList<TextSpan> spans, string code, int points, string text, string english) =>
        spans.Count == 0 ? null : new CriterionReason(code, points, text, english, [.. spans.Take(3)]);

    /// <summary>A reason that holds by itself.</summary>
    internal static CriterionReason? When(bool holds, string code, int points, string text, string english) => holds ? new CriterionReason(code, points, text, english, []) : null;
}
