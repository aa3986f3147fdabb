namespace Matchmaking.Insights.Facts;

/// <summary>Something that has happened, as an event told it.</summary>
/// <param name="Kind">Out of <see cref="FactKinds"/>.</param>
/// <param name="Key">What makes it one within its kind.</param>
/// <param name="OccurredAt">UTC.</param>
/// <param name="Subject">Whose region and organisation it counts for: id of a demand or an expert, or a credit code.</param>
internal sealed record Fact(string Kind, string Key, DateTimeOffset OccurredAt, string Subject)
{
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    /// <summary>The day it counts for where that is another than that of <see cref="OccurredAt"/> in Chinese time.</summary>
    public DateOnly? HappenedOn { get; init; }

    /// <summary>The day it counts for.</summary>
    public DateOnly Day => HappenedOn ?? DateOnly.FromDateTime(OccurredAt.ToOffset(China).DateTime);

    /// <summary>The demand; null where there is none.</summary>
    public Guid? DemandId { get; init; }

    /// <summary>The expert; null where there is none, or who was erased.</summary>
    public Guid? TalentId { get; init; }

    /// <summary>The match; null where there is none.</summary>
    public Guid? MatchId { get; init; }

    /// <summary>合同成交额 in yuan.</summary>
    public decimal? AmountYuan { get; init; }

    /// <summary>技术交易额 in yuan.</summary>
    public decimal? TransactionYuan { get; init; }

    /// <summary>Why, as codes.</summary>
    public IReadOnlyList<string> ReasonCodes { get; init; } = [];
}

/// <summary>What is known of a demand, an expert or an organisation as of one revision.</summary>
/// <param name="Subject">Its id or credit code.</param>
/// <param name="Revision">As it was told.</param>
/// <param name="Kind">demand, expert, enterprise or institute.</param>
/// <param name="Organisation">Credit code of whose it is.</param>
/// <param name="RegionCode">GB/T 2260.</param>
/// <param name="Fields">Codes of 国家重点支持的高新技术领域.</param>
internal sealed record SubjectState(string Subject, long Revision, string Kind, string Organisation, string RegionCode, IReadOnlyList<string> Fields);
