namespace Matchmaking.Contracts.TechnologyDemands;

/// <summary>
/// A need has gone a step of its verification: it was submitted, passed or returned by a level, vetoed, had the veto lifted, or was withdrawn. Told once for every step; the
/// step with the highest <paramref name="Number"/> says how the need stands. Names no account and carries no text. Owner: TechnologyDemands.
/// </summary>
/// <param name="DemandId">The demand.</param>
/// <param name="EnterpriseCode">Credit code of the enterprise behind it.</param>
/// <param name="Number">Number of the step, from 1 for each demand.</param>
/// <param name="Round">Number of the submission, from 1 for each demand.</param>
/// <param name="Level">Who acted: filing, department, third_party or committee.</param>
/// <param name="Act">submitted, passed, returned, vetoed, lifted or withdrawn.</param>
/// <param name="ReturnedTo">The level that it was returned to; null for every other act.</param>
/// <param name="Waiting">The level that it waits for now; null when it waits for none.</param>
/// <param name="ReasonCodes">Why; codes of the vocabulary, at least one for returned, vetoed and lifted.</param>
/// <param name="AdvancedAt">When, UTC.</param>
public sealed record VerificationAdvanced(
    Guid DemandId,
    string EnterpriseCode,
    int Number,
    int Round,
    string Level,
    string Act,
    string? ReturnedTo,
    string? Waiting,
    IReadOnlyList<string> ReasonCodes,
    DateTimeOffset AdvancedAt);
