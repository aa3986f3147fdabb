namespace Matchmaking.Tables;

/// <summary>A file that cannot be taken as a whole, whatever its rows say. Nothing of it is stored.</summary>
public sealed class TableException : Exception
{
    /// <summary>A fault of a file.</summary>
    public TableException(string code, string message)
        : base(message) => Code = code;

    /// <summary>Stable code: <c>xlsx_invalid</c>, <c>xlsx_too_large</c>, <c>xls_or_encrypted</c>, <c>sheet_not_found</c>.</summary>
    public string Code { get; }
}
