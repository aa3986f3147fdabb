namespace Matchmaking.Tables.Columns;

/// <summary>A column of a list: how it is called and what its cells hold.</summary>
/// <param name="Field">Name in JSON, with dots for what stands in an object: <c>budget.amount</c>.</param>
/// <param name="Heading">Heading in the collection form.</param>
/// <param name="Format">How its cells are read and written.</param>
public sealed record Column(string Field, string Heading, ICellFormat Format)
{
    /// <summary>Other headings under which it is known.</summary>
    public IReadOnlyList<string> OtherHeadings { get; init; } = [];

    /// <summary>Whether a file without it is refused.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it tells of a row that is stored; an import passes over it.</summary>
    public bool IsNote { get; init; }

    /// <summary>Whether it is left out of exports.</summary>
    public bool IsSecret { get; init; }

    /// <summary>What to enter, in Chinese.</summary>
    public string Hint { get; init; } = "";

    /// <summary>What the row of the example holds.</summary>
    public string Example { get; init; } = "";

    /// <summary>Width in characters.</summary>
    public int Width { get; init; } = 16;

    /// <summary>The names that stand for the column in the heading of a file.</summary>
    internal IEnumerable<string> Names => [Field, Heading, .. OtherHeadings];
}
