namespace Matchmaking.Tables;

/// <summary>One cell to be written: a text, a number or a date; all null is an empty one.</summary>
public readonly record struct TableCell(string? Text, decimal? Number = null, DateOnly? Date = null)
{
    /// <summary>A number.</summary>
    public static TableCell Of(decimal? number) => new(null, number);
}

/// <summary>Writes rows of cells, one after another, without keeping them. Nothing waits in here for I/O: what is written goes to a stream of memory that the caller drains.</summary>
public interface IRowWriter
{
    /// <summary>Writes a row.</summary>
    void Write(IReadOnlyList<TableCell> cells);

    /// <summary>Writes what comes after the last row.</summary>
    void Complete();
}
