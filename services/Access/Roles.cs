namespace Matchmaking.Access;

/// <summary>What a caller is. The first two act for their own organisation alone, the others for a bureau.</summary>
public static class Roles
{
    /// <summary>Posts the needs of its enterprise.</summary>
    public const string Enterprise = "enterprise";

    /// <summary>Registers the experts of its institute.</summary>
    public const string Institute = "institute";

    /// <summary>Reviews matches, perhaps of some regions only.</summary>
    public const string Reviewer = "reviewer";

    /// <summary>Runs the platform; may act for any organisation.</summary>
    public const string Operator = "operator";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlySet<string> All = new HashSet<string>(StringComparer.Ordinal) { Enterprise, Institute, Reviewer, Operator };
}
