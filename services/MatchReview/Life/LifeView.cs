namespace Matchmaking.MatchReview.Life;

/// <summary>The life of a match, as far as it has come.</summary>
/// <param name="MatchId">The match.</param>
/// <param name="State">proposed, rejected or held before its life; then accepted, willing (双方有意向), disclosed, visited (实地对接), agreed (合作意向), contracted (技术合同), completed (验收), rated (评价) or ended (终止).</param>
/// <param name="DueAt">When somebody should have done something, UTC; null where nobody need.</param>
/// <param name="RemindedAt">When the bureau was told that it is overdue, UTC.</param>
/// <param name="Steps">Every change, the first first.</param>
/// <param name="Visit">When they met; null before.</param>
/// <param name="Contract">What they signed; null before.</param>
/// <param name="Milestones">Of the contract, by number.</param>
/// <param name="Ratings">Of both sides.</param>
public sealed record LifeView(
    Guid MatchId, string State, DateTime? DueAt, DateTime? RemindedAt, IReadOnlyList<StepView> Steps, VisitView? Visit, ContractView? Contract, IReadOnlyList<MilestoneView> Milestones, IReadOnlyList<RatingView> Ratings);

/// <summary>A change of a life.</summary>
public sealed record StepView
{
    /// <summary>From 1.</summary>
    public int Number { get; init; }

    /// <summary>What happened: accepted, willing, unwilling, disclosed, visited, agreement, contract, milestone_set, milestone_reached, acceptance, rated, overdue or ended.</summary>
    public string Act { get; init; } = "";

    /// <summary>State before it.</summary>
    public string From { get; init; } = "";

    /// <summary>State after it.</summary>
    public string To { get; init; } = "";

    /// <summary>Why; at least one for an end.</summary>
    // Dapper fills arrays through properties only: to a constructor Npgsql gives their type as Array.
    public string[] ReasonCodes { get; init; } = [];

    /// <summary>Subject of the account, or service:match-review; null for callers outside the bureau.</summary>
    public string? Actor { get; init; }

    /// <summary>Whose account; null of the service itself.</summary>
    public string? ActorOrganisation { get; init; }

    /// <summary>UTC.</summary>
    public DateTime RecordedAt { get; init; }
}

/// <summary>A visit.</summary>
/// <param name="VisitedOn">Day.</param>
/// <param name="Participants">How many people; null where nobody said.</param>
/// <param name="Minutes">纪要.</param>
public sealed record VisitView(DateOnly VisitedOn, int? Participants, string? Minutes);

/// <summary>A technology contract.</summary>
/// <param name="Kind">development, transfer, licence, consulting or service.</param>
/// <param name="RegistrationNumber">合同登记编号; null until it is registered.</param>
/// <param name="AmountYuan">合同成交额.</param>
/// <param name="TransactionAmountYuan">技术交易额, not above the amount.</param>
/// <param name="SignedOn">签订日.</param>
/// <param name="ExpiresOn">Last day; null where none is set.</param>
public sealed record ContractView(string Kind, string? RegistrationNumber, decimal AmountYuan, decimal TransactionAmountYuan, DateOnly SignedOn, DateOnly? ExpiresOn);

/// <summary>A milestone.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Title">What shall be reached.</param>
/// <param name="DueOn">Until when.</param>
/// <param name="ReachedOn">When it was; null while it is not.</param>
/// <param name="Evidence">What shows it.</param>
public sealed record MilestoneView(int Number, string Title, DateOnly DueOn, DateOnly? ReachedOn, string? Evidence);

/// <summary>A rating.</summary>
/// <param name="Side">enterprise or institute.</param>
/// <param name="Stars">1 to 5.</param>
/// <param name="Comment">In the words of the side.</param>
/// <param name="RecordedAt">UTC.</param>
public sealed record RatingView(string Side, int Stars, string? Comment, DateTime RecordedAt);
