namespace Matchmaking.Tables.Xlsx;

/// <summary>What an XLSX file may ask of the machine that opens it. Counted while it is unpacked: what the file says of its own sizes is not believed.</summary>
public static class XlsxLimits
{
    /// <summary>Bytes of the directory at the end of the archive; some thousand entries.</summary>
    public const long DirectoryBytes = 512 * 1024;

    /// <summary>Bytes of all parts together, unpacked.</summary>
    public const long TotalBytes = 512L * 1024 * 1024;

    /// <summary>Bytes of a part, unpacked, that is neither sheet nor shared texts.</summary>
    public const long SmallPartBytes = 16 * 1024 * 1024;

    /// <summary>How much larger than packed a part may be. Sheets of real lists come to 30; deflate cannot do more than 1,032.</summary>
    public const int Ratio = 200;

    /// <summary>Bytes from which on the ratio counts.</summary>
    public const long RatioFrom = 1024 * 1024;

    /// <summary>How deep elements may stand in each other; a sheet needs ten.</summary>
    public const int Depth = 64;

    /// <summary>Characters from one tag to the next, so of a text or of a tag with its attributes; a cell of Excel has at most 32,767.</summary>
    public const int TokenCharacters = 1024 * 1024;

    /// <summary>Different names of elements and attributes.</summary>
    public const int Names = 5_000;

    /// <summary>Texts in the table of shared texts.</summary>
    public const int SharedTexts = 3_000_000;

    /// <summary>Columns that are looked at; the rest must be empty.</summary>
    public const int Columns = 512;

    /// <summary>Rows a sheet has at most (ECMA-376, Excel).</summary>
    public const int Rows = 1_048_576;

    /// <summary>Styles of cells a workbook has at most.</summary>
    public const int Styles = 65_536;
}
