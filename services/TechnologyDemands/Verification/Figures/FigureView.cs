namespace Matchmaking.TechnologyDemands.Verification.Figures;

/// <summary>What was appended to correct a figure.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Number">From 1 for each need.</param>
/// <param name="Figure">budget or indicator.</param>
/// <param name="Indicator">Name of the indicator; null for the budget.</param>
/// <param name="Bound">value or upper, of an indicator; null for the budget.</param>
/// <param name="ValueFiled">What the enterprise had filed.</param>
/// <param name="ValueBefore">What was taken for true until then.</param>
/// <param name="ValueAfter">What is true.</param>
/// <param name="ReasonCodes">Why; at least one.</param>
/// <param name="Text">Why, in words.</param>
/// <param name="Level">Who corrected: department 部门初审, third_party 第三方复核 or committee 管委会审定.</param>
/// <param name="Organisation">Credit code of the organisation that corrected.</param>
/// <param name="CorrectedAt">UTC.</param>
public sealed record CorrectionView(
    Guid Id, int Number, string Figure, string? Indicator, string? Bound, decimal ValueFiled, decimal ValueBefore, decimal ValueAfter, IReadOnlyList<string> ReasonCodes, string Text, string Level,
    string Organisation, DateTime CorrectedAt);

/// <summary>A figure of a need: as filed, and as corrected.</summary>
/// <param name="Name">budget or indicator.</param>
/// <param name="Indicator">Name of the indicator; null for the budget.</param>
/// <param name="Bound">value or upper, of an indicator; null for the budget.</param>
/// <param name="Unit">yuan for the budget; as written for an indicator.</param>
/// <param name="AsFiled">What the enterprise filed last; null where it files this figure no more.</param>
/// <param name="AsCorrected">The same after the corrections of that value; what was filed where there are none.</param>
/// <param name="Corrections">All corrections of this figure, also of values that are not filed any more, oldest first.</param>
public sealed record FigureView(string Name, string? Indicator, string? Bound, string? Unit, decimal? AsFiled, decimal? AsCorrected, IReadOnlyList<CorrectionView> Corrections);

/// <summary>The figures of a need as they were known at a time.</summary>
/// <param name="DemandId">The need.</param>
/// <param name="AsOf">What was known when, UTC.</param>
/// <param name="FiledRevision">The revision of the need that the figures were filed with; null when none had been submitted or published by then.</param>
/// <param name="FiledAt">When, UTC.</param>
/// <param name="Figures">The budget first, then the indicators in their order.</param>
public sealed record FiguresView(Guid DemandId, DateTime AsOf, long? FiledRevision, DateTime? FiledAt, IReadOnlyList<FigureView> Figures);
