namespace Matchmaking.Ranking.Explanations;

/// <summary>The smallest change of a need that lifts an expert into its list.</summary>
/// <param name="Stage">See <see cref="WhatIfStages"/>.</param>
/// <param name="Now">Where the expert fell out of the list as the need is, see <see cref="WhyNotStages"/>.</param>
/// <param name="Exclusions">Codes of <see cref="Exclusions.Exclusion"/> where rules keep the expert out; empty else.</param>
/// <param name="Edits">At most three, to be made in this order; empty unless found.</param>
/// <param name="Rank">In the list after the edits, or in the list as it is for who stands there; null else.</param>
/// <param name="Score">The score after the edits, or as it is for who stands in the list; null else.</param>
/// <param name="ScoreNow">The score as the need is; null for who is excluded.</param>
/// <param name="Leaving">Who would leave the list for it, best first; empty unless found.</param>
/// <param name="Joining">Who else would come into the list, best first; empty unless found.</param>
/// <param name="Rerankings">Lists that were made to find and to verify the answer.</param>
/// <param name="IsComplete">False when none was found within the work that a question may take: other edits might do.</param>
public sealed record WhatIf(
    string Stage,
    string Now,
    IReadOnlyList<string> Exclusions,
    IReadOnlyList<DemandEdit> Edits,
    int? Rank,
    double? Score,
    double? ScoreNow,
    IReadOnlyList<Guid> Leaving,
    IReadOnlyList<Guid> Joining,
    int Rerankings,
    bool IsComplete);

/// <summary>The codes of <see cref="WhatIf.Stage"/>.</summary>
public static class WhatIfStages
{
    /// <summary>The expert stands in the list already.</summary>
    public const string Listed = "listed";

    /// <summary>Rules keep the expert out, and no edit of what the need asks for changes that.</summary>
    public const string Excluded = "excluded";

    /// <summary>The edits lift the expert into the list: it was made to see.</summary>
    public const string Found = "found";

    /// <summary>No three edits that an enterprise could make were found to do.</summary>
    public const string NoneFound = "none_found";
}
