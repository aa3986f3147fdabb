using Matchmaking.Access;
using Npgsql;

namespace Matchmaking.MatchReview.Life;

/// <summary>Who changes a life, when and in which transaction. The mediator hands it on as it is; it never leaves the process.</summary>
/// <param name="Transaction">The life is stored in it, with everything else that the change is.</param>
/// <param name="Actor">Subject of the account, or service:match-review.</param>
/// <param name="Organisation">Whose account; null of the service.</param>
/// <param name="At">When, UTC.</param>
public sealed record LifeChange(NpgsqlTransaction Transaction, string Actor, string? Organisation, DateTimeOffset At)
{
    /// <summary>A change by who calls.</summary>
    public static LifeChange By(Caller caller, NpgsqlTransaction transaction, DateTimeOffset at) => new(transaction, caller.Subject, caller.Organisation, at);

    /// <summary>A change that no person made.</summary>
    public static LifeChange ByService(NpgsqlTransaction transaction, DateTimeOffset at) => new(transaction, "service:match-review", null, at);
}

/// <summary>Something that happens to a match.</summary>
/// <param name="MatchId">The match.</param>
/// <param name="Act">How the step is called.</param>
/// <param name="ReasonCodes">Why; at least one for an end.</param>
/// <param name="Change">Who, when and in which transaction.</param>
public abstract record LifeCommand(Guid MatchId, string Act, IReadOnlyList<string> ReasonCodes, LifeChange Change)
{
    /// <summary>The step that it led to; null while the machine has not taken it.</summary>
    public LifeStep? Taken { get; internal set; }
}

/// <summary>A step of a life.</summary>
/// <param name="Number">From 1.</param>
/// <param name="From">State before it.</param>
/// <param name="To">State after it.</param>
public sealed record LifeStep(int Number, string From, string To);

/// <summary>A reviewer accepted the match: its life begins.</summary>
public sealed record MatchAccepted(Guid MatchId, LifeChange Change) : LifeCommand(MatchId, "accepted", [], Change);

/// <summary>Both sides are willing to talk (双方有意向).</summary>
public sealed record SidesAgreed(Guid MatchId, LifeChange Change) : LifeCommand(MatchId, "willing", [], Change);

/// <summary>A side is no longer willing.</summary>
public sealed record SideWithdrew(Guid MatchId, IReadOnlyList<string> Reasons, LifeChange Change) : LifeCommand(MatchId, "unwilling", Reasons, Change);

/// <summary>A side read the other's contact.</summary>
public sealed record ContactRead(Guid MatchId, LifeChange Change) : LifeCommand(MatchId, "disclosed", [], Change);

/// <summary>Both sides met (实地对接).</summary>
public sealed record SidesMet(Guid MatchId, LifeChange Change) : LifeCommand(MatchId, "visited", [], Change);

/// <summary>Both sides agreed to work together (合作意向).</summary>
public sealed record AgreementReached(Guid MatchId, LifeChange Change) : LifeCommand(MatchId, "agreement", [], Change);

/// <summary>A technology contract was signed (技术合同).</summary>
public sealed record ContractSigned(Guid MatchId, LifeChange Change) : LifeCommand(MatchId, "contract", [], Change);

/// <summary>A milestone of the contract was set or reached (里程碑).</summary>
public sealed record MilestoneChanged(Guid MatchId, string How, LifeChange Change) : LifeCommand(MatchId, How, [], Change);

/// <summary>The work was accepted (验收). <paramref name="OpenMilestones"/> says how many are not reached.</summary>
public sealed record WorkAccepted(Guid MatchId, int OpenMilestones, LifeChange Change) : LifeCommand(MatchId, "acceptance", [], Change);

/// <summary>A side rated the work (评价). <paramref name="IsLast"/>: the other has done so before.</summary>
public sealed record WorkRated(Guid MatchId, bool IsLast, LifeChange Change) : LifeCommand(MatchId, "rated", [], Change);

/// <summary>The match ended before its aim (终止).</summary>
public sealed record MatchEnded(Guid MatchId, IReadOnlyList<string> Reasons, LifeChange Change) : LifeCommand(MatchId, "ended", Reasons, Change);

/// <summary>Nobody did in time what was due.</summary>
public sealed record TimeRanOut(Guid MatchId, LifeChange Change) : LifeCommand(MatchId, "overdue", ["no_response"], Change);
