namespace Matchmaking.TechnologyDemands.Challenges.Teams;

/// <summary>A contract with a team (三方签约).</summary>
/// <param name="ContractNumber">As the first who signed named it; null before.</param>
/// <param name="AmountYuan">The price of the bid.</param>
/// <param name="EnterpriseYuan">What the enterprise bears.</param>
/// <param name="SubsidyYuan">What the subsidy bears.</param>
/// <param name="Signatures">Who has signed.</param>
public sealed record ContractView(string? ContractNumber, decimal AmountYuan, decimal EnterpriseYuan, decimal SubsidyYuan, IReadOnlyList<SignatureView> Signatures);

/// <summary>A signature.</summary>
/// <param name="Party">enterprise, team or bureau.</param>
/// <param name="ContractNumber">Number of the contract.</param>
/// <param name="AmountYuan">In yuan.</param>
/// <param name="At">UTC.</param>
public sealed record SignatureView(string Party, string ContractNumber, decimal AmountYuan, DateTime At);

/// <summary>Something that was reported or found of a milestone.</summary>
/// <param name="Number">From 1 for each bid.</param>
/// <param name="Milestone">Number of the milestone in the bid, from 1.</param>
/// <param name="Act">reported, reached or missed.</param>
/// <param name="ReasonCodes">Why it was missed.</param>
/// <param name="Text">The result, or what was found.</param>
/// <param name="At">UTC.</param>
public sealed record MilestoneStepView(int Number, int Milestone, string Act, IReadOnlyList<string> ReasonCodes, string Text, DateTime At);

/// <summary>The acceptance of a team (验收).</summary>
/// <param name="Met">Every indicator is met.</param>
/// <param name="Measurements">In the order of the indicators.</param>
/// <param name="At">UTC.</param>
public sealed record AcceptanceView(bool Met, IReadOnlyList<MeasurementView> Measurements, DateTime At);

/// <summary>A measured indicator.</summary>
/// <param name="Indicator">Number of the indicator, from 1.</param>
/// <param name="Name">What was measured.</param>
/// <param name="Value">In the unit of the indicator.</param>
/// <param name="MeasuredBy">Who measured.</param>
/// <param name="MeasuredOn">When.</param>
/// <param name="Met">As wanted.</param>
/// <param name="ShortBy">By how much it fell short, in the unit of the indicator; null where it is met.</param>
public sealed record MeasurementView(int Indicator, string Name, decimal Value, string MeasuredBy, DateOnly MeasuredOn, bool Met, decimal? ShortBy);

/// <summary>A payment, or money that was taken back.</summary>
/// <param name="Number">From 1 for each bid.</param>
/// <param name="Kind">milestone, acceptance or clawback.</param>
/// <param name="Milestone">Number of the milestone; null for other kinds.</param>
/// <param name="Source">enterprise or subsidy.</param>
/// <param name="AmountYuan">In yuan, above 0.</param>
/// <param name="Reference">Of the bank or the treasury.</param>
/// <param name="PaidOn">Date.</param>
/// <param name="At">When it was recorded, UTC.</param>
public sealed record PaymentView(int Number, string Kind, int? Milestone, string Source, decimal AmountYuan, string Reference, DateOnly PaidOn, DateTime At);
