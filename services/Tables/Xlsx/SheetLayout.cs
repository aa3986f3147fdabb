namespace Matchmaking.Tables.Xlsx;

/// <summary>How a sheet looks and what it helps to enter.</summary>
/// <param name="Widths">Widths of columns in characters; a column without one has the program's.</param>
/// <param name="FrozenRows">Rows at the top that stay in sight.</param>
/// <param name="Choices">Lists that cells offer.</param>
/// <param name="Entries">What cells that are empty yet take; as many as widths, or none.</param>
public sealed record SheetLayout(IReadOnlyList<int> Widths, int FrozenRows, IReadOnlyList<CellChoice> Choices, IReadOnlyList<CellEntry> Entries)
{
    /// <summary>A sheet of rows alone.</summary>
    public static readonly SheetLayout Plain = new([], 0, [], []);
}

/// <summary>A list that the cells of a column offer.</summary>
/// <param name="Column">From 0.</param>
/// <param name="FirstRow">First row that offers it, from 1; all below do.</param>
/// <param name="Source">The cells with the entries, such as <c>代码!$A$2:$A$9</c>.</param>
/// <param name="IsStrict">Whether nothing else is taken; false where several may be entered.</param>
/// <param name="Prompt">What is shown beside the cell; at most 255 characters.</param>
public sealed record CellChoice(int Column, int FirstRow, string Source, bool IsStrict, string Prompt);

/// <summary>How a row of a sheet looks.</summary>
public enum RowLook
{
    /// <summary>As content.</summary>
    Plain,

    /// <summary>As a heading.</summary>
    Heading,

    /// <summary>As a remark.</summary>
    Remark,
}

/// <summary>What a program makes of what is typed into an empty cell.</summary>
public enum CellEntry
{
    /// <summary>What it looks like.</summary>
    Any,

    /// <summary>A text: a long code would lose its last digits as a number.</summary>
    Text,

    /// <summary>A day.</summary>
    Date,
}
