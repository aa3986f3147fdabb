namespace Matchmaking.TechnologyDemands.Verification;

/// <summary>What somebody wants to do on a level.</summary>
/// <param name="Level">The level acted on.</param>
/// <param name="Act">One of <see cref="VerificationActs"/>.</param>
/// <param name="ReturnedTo">The level to return to; null for every other act.</param>
/// <param name="ReasonCodes">Why.</param>
/// <param name="Text">Why, in words for the enterprise.</param>
/// <param name="Note">For the bureau alone.</param>
internal sealed record VerificationStep(string Level, string Act, string? ReturnedTo = null, IReadOnlyList<string>? ReasonCodes = null, string? Text = null, string? Note = null);

/// <summary>What can be done in a verification.</summary>
internal static class VerificationActs
{
    public const string Submitted = "submitted";
    public const string Passed = "passed";
    public const string Returned = "returned";
    public const string Vetoed = "vetoed";
    public const string Lifted = "lifted";
    public const string Withdrawn = "withdrawn";
}

/// <summary>Where a step leads.</summary>
/// <param name="Round">Status of the round.</param>
/// <param name="Waiting">The level that it waits for; null when it waits for none.</param>
/// <param name="Demand">Status of the need.</param>
internal sealed record StepOutcome(string Round, string? Waiting, string Demand);

/// <summary>Where the last round of a need stands, and the step that brought it there.</summary>
internal sealed record VerificationState
{
    public Guid RoundId { get; init; }

    public int Round { get; init; }

    public string RegionCode { get; init; } = "";

    // Dapper fills arrays through properties only.
    public string[] Levels { get; init; } = [];

    public string Status { get; init; } = "";

    public string? Level { get; init; }

    public DateTime WaitingSince { get; init; }

    public int LastNumber { get; init; }

    public string LastLevel { get; init; } = "";

    public string LastAct { get; init; } = "";

    public string? LastReturnedTo { get; init; }

    public DateTime LastAt { get; init; }

    /// <summary>What was done last, as somebody is told who came too late.</summary>
    public LastStep Last => new(LastNumber, Round, LastLevel, LastAct, LastReturnedTo, LastAt);

    /// <summary>True where <paramref name="step"/> may be taken from here. Pure, as is all below: no clock, no database.</summary>
    public bool Awaits(VerificationStep step) => step.Act == VerificationActs.Lifted ? Status == VerificationActs.Vetoed : Status == "waiting";

    /// <summary>True where <paramref name="step"/> is of the level whose turn it is. The enterprise may withdraw whoever's turn it is; a veto is lifted by no level below its own.</summary>
    public bool IsTurnOf(VerificationStep step) => step.Act switch
    {
        VerificationActs.Withdrawn => true,
        VerificationActs.Lifted => VerificationLevels.Rank(step.Level) >= VerificationLevels.Rank(LastLevel),
        _ => step.Level == Level,
    };

    /// <summary>True where a return goes to the enterprise or to a level of this chain.</summary>
    public bool HasReturn(VerificationStep step) => step.ReturnedTo is null or VerificationLevels.Filing || Levels.Contains(step.ReturnedTo);

    /// <summary>Where <paramref name="step"/> leads from here.</summary>
    public StepOutcome After(VerificationStep step) => step.Act switch
    {
        VerificationActs.Passed when Levels.SkipWhile(level => level != step.Level).Skip(1).FirstOrDefault() is { } next => new("waiting", next, "in_verification"),
        VerificationActs.Passed => new("passed", null, "published"),
        VerificationActs.Returned when step.ReturnedTo != VerificationLevels.Filing => new("waiting", step.ReturnedTo, "in_verification"),
        VerificationActs.Vetoed => new("vetoed", null, "vetoed"),
        _ => new(step.Act, null, "draft"),
    };
}

/// <summary>The step that was taken last.</summary>
/// <param name="Number">Number of the step, from 1 for each need.</param>
/// <param name="Round">Number of the submission.</param>
/// <param name="Level">Who acted.</param>
/// <param name="Act">What was done.</param>
/// <param name="ReturnedTo">The level that it was returned to; null for every other act.</param>
/// <param name="At">UTC.</param>
public sealed record LastStep(int Number, int Round, string Level, string Act, string? ReturnedTo, DateTime At);
