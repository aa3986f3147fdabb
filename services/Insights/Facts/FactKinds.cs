namespace Matchmaking.Insights.Facts;

/// <summary>What kinds of facts there are, as they are stored and told.</summary>
public static class FactKinds
{
    /// <summary>A need was opened for matching the first time.</summary>
    public const string DemandPublished = "demand_published";

    /// <summary>A need was closed; why stands in the reasons.</summary>
    public const string DemandClosed = "demand_closed";

    /// <summary>The first list of a need could be read.</summary>
    public const string ListReady = "list_ready";

    /// <summary>A match was accepted by the bureau.</summary>
    public const string MatchAccepted = "match_accepted";

    /// <summary>A match was held.</summary>
    public const string MatchHeld = "match_held";

    /// <summary>A match was rejected.</summary>
    public const string MatchRejected = "match_rejected";

    /// <summary>Both sides of a match were willing.</summary>
    public const string SidesWilling = "sides_willing";

    /// <summary>The sides met.</summary>
    public const string Visited = "match_visited";

    /// <summary>They agreed to work together.</summary>
    public const string Agreed = "match_agreement";

    /// <summary>They signed a contract; its amounts stand with it.</summary>
    public const string Contracted = "match_contract";

    /// <summary>The work was accepted.</summary>
    public const string Completed = "match_acceptance";

    /// <summary>A match that was accepted has ended without that.</summary>
    public const string Ended = "match_ended";

    /// <summary>An expert was registered.</summary>
    public const string ExpertJoined = "expert_joined";

    /// <summary>An enterprise was approved the first time.</summary>
    public const string EnterpriseJoined = "enterprise_joined";

    /// <summary>An institute was approved the first time.</summary>
    public const string InstituteJoined = "institute_joined";
}
