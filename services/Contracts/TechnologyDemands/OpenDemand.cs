namespace Matchmaking.Contracts.TechnologyDemands;

/// <summary>A demand as followers see it. Carries no contact data.</summary>
/// <param name="Enterprise">Who posted it.</param>
/// <param name="Title">As written.</param>
/// <param name="Field">Code of 国家重点支持的高新技术领域 (2, 3 or 5 digits); null if not stated.</param>
/// <param name="Description">What must be solved, as written.</param>
/// <param name="Background">Null if not stated.</param>
/// <param name="ExistingFoundation">What the enterprise has already; null if not stated.</param>
/// <param name="Indicators">Measurable targets.</param>
/// <param name="TrlNow">Technology readiness now, 1 to 9 (GB/T 22900); null if not stated.</param>
/// <param name="TrlWanted">Technology readiness wanted, 1 to 9; null if not stated.</param>
/// <param name="BudgetYuan">Money meant for it in yuan; null when negotiable (面议) or not stated, never 0 for unknown.</param>
/// <param name="BudgetNegotiable">面议.</param>
/// <param name="Deadline">When the solution must stand; null if open.</param>
/// <param name="CooperationModes">Ways of working together; codes of the vocabulary.</param>
/// <param name="Visibility">public or targeted.</param>
/// <param name="TargetInstitutes">Credit codes of the only institutes a targeted demand is shown to; empty when public.</param>
/// <param name="RegionCode">GB/T 2260 code of the place of work.</param>
/// <param name="Anonymous">The enterprise stays unnamed outside the bureau until both sides of a match agree.</param>
public sealed record OpenDemand(
    DemandEnterprise Enterprise,
    string Title,
    string? Field,
    string Description,
    string? Background,
    string? ExistingFoundation,
    IReadOnlyList<DemandIndicator> Indicators,
    int? TrlNow,
    int? TrlWanted,
    decimal? BudgetYuan,
    bool BudgetNegotiable,
    DateOnly? Deadline,
    IReadOnlyList<string> CooperationModes,
    string Visibility,
    IReadOnlyList<string> TargetInstitutes,
    string RegionCode,
    bool Anonymous = false);

/// <summary>The enterprise behind a demand.</summary>
/// <param name="CreditCode">Unified social credit code, 18 characters (GB 32100).</param>
/// <param name="Name">Registered name.</param>
/// <param name="RegionCode">GB/T 2260 code of the seat.</param>
/// <param name="Industry">GB/T 4754 code: section letter and up to four digits.</param>
public sealed record DemandEnterprise(string CreditCode, string Name, string RegionCode, string Industry);

/// <summary>One measurable target of a demand.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Relation">&gt;=, &lt;=, =, &gt;, &lt; or range.</param>
/// <param name="Value">The bound, or the lower end of a range, in <paramref name="Unit"/>.</param>
/// <param name="Upper">Upper end of a range; null otherwise.</param>
/// <param name="Unit">As written; null for a pure number.</param>
public sealed record DemandIndicator(string Name, string Relation, decimal Value, decimal? Upper, string? Unit);
