using Matchmaking.Contracts.TechnologyDemands;

namespace Matchmaking.Ranking.Queries;

/// <summary>A demand as ranking sees it: the query. Every fact that may be unknown is null or empty then, never 0.</summary>
public sealed record RankingQuery
{
    /// <summary>Identity of the demand.</summary>
    public required Guid DemandId { get; init; }

    /// <summary>The revision that is ranked.</summary>
    public long Revision { get; init; }

    /// <summary>Its words, weighted by where they stand.</summary>
    public required QueryTerms Terms { get; init; }

    /// <summary>Normalised texts in the order of their weight: title, description and so on.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Code of 国家重点支持的高新技术领域; null if not stated.</summary>
    public string? Field { get; init; }

    /// <summary>GB/T 2260 code of the place of work; null if not stated.</summary>
    public string? RegionCode { get; init; }

    /// <summary>Money meant for it in yuan; null when negotiable or not stated.</summary>
    public decimal? BudgetYuan { get; init; }

    /// <summary>When the solution must stand; null if open.</summary>
    public DateOnly? Deadline { get; init; }

    /// <summary>Technology readiness wanted, 1 to 9 (GB/T 22900); null if not stated.</summary>
    public int? TrlWanted { get; init; }

    /// <summary>Ways of working together; empty if not stated.</summary>
    public IReadOnlyList<string> CooperationModes { get; init; } = [];

    /// <summary>Measurable targets.</summary>
    public IReadOnlyList<DemandIndicator> Indicators { get; init; } = [];

    /// <summary>Credit code of the enterprise; null if unknown.</summary>
    public string? EnterpriseCreditCode { get; init; }

    /// <summary>Normalised name of the enterprise; null if unknown.</summary>
    public string? EnterpriseName { get; init; }

    /// <summary>Credit codes of the only institutes a targeted demand is shown to; empty when public.</summary>
    public IReadOnlyList<string> TargetInstitutes { get; init; } = [];

    /// <summary>Whether only the <see cref="TargetInstitutes"/> may answer.</summary>
    public bool IsTargeted { get; init; }
}
