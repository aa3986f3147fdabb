namespace Matchmaking.Insights.Indicators;

/// <summary>A value that was entered.</summary>
public sealed record EntryView
{
    /// <summary>Identity.</summary>
    public Guid Id { get; init; }

    /// <summary>Code of the indicator.</summary>
    public string Indicator { get; init; } = "";

    /// <summary>GB/T 2260.</summary>
    public string Region { get; init; } = "";

    /// <summary>Credit code; null for the region as a whole.</summary>
    public string? Organisation { get; init; }

    /// <summary>Such as 2026-07.</summary>
    public string Period { get; init; } = "";

    /// <summary>In the unit of the indicator.</summary>
    public decimal Value { get; init; }

    /// <summary>Where it is from: a document, a system.</summary>
    public string Source { get; init; } = "";

    /// <summary>The entry in whose place it stands (回头看); null for one that was filed first.</summary>
    public Guid? Corrects { get; init; }

    /// <summary>Why it was corrected; null for one that was filed first.</summary>
    public string? Reason { get; init; }

    /// <summary>The account that entered it.</summary>
    public string Account { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime EnteredAt { get; init; }

    internal const string Columns = """
        e.entry_id as Id, e.indicator as Indicator, e.region_code as Region, e.organisation as Organisation, e.period as Period, e.value as Value, e.source as Source, e.corrects as Corrects,
        e.reason as Reason, e.account as Account, e.known_at as EnteredAt
        """;
}
